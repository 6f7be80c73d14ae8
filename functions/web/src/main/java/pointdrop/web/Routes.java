package pointdrop.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pointdrop.storage.Log;
import pointdrop.web.Refused.Code;

/// Which call is answered by what. A path that has no such form is not found, so that none needs to be looked at once more.
final class Routes {
    private static final Map<String, String> FORMS = Map.of("shop", "[a-z0-9][a-z0-9-]{0,62}", "importId",
            "[0-9]{8}T[0-9]{6}Z-[0-9a-f]{10}", "uploadId", "up_[A-Za-z0-9_-]{22}", "action", "[a-z-]{1,40}", "token",
            "[A-Za-z0-9_-]{43}", "version", "[A-Za-z0-9]{1,64}", "name", "[A-Za-z0-9._-]{1,100}", "page",
            "[a-z]{1,20}");
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    private final List<Route> routes;

    /// @param name method and path, with names of its variables
    private record Route(String name, String method, Pattern path, Function<Web, Function<Call, Answer>> answer) {}

    /// Once, when the function starts.
    Routes() {
        String ofShop = "/api/v1/shops/{shop}";
        this.routes = List.of(
                reads("GET", "/api/v1/session", web -> new SessionApi(web)::show),
                writes("DELETE", "/api/v1/session", web -> new SessionApi(web)::end),
                open("POST", "/api/v1/sign-in", web -> new SignIn(web)::ask),
                writes("POST", ofShop + "/uploads", web -> new UploadsApi(web)::create),
                reads("GET", ofShop + "/uploads/{uploadId}", web -> new UploadsApi(web)::show),
                reads("GET", ofShop + "/imports", web -> new ImportsApi(web)::list),
                reads("GET", ofShop + "/imports/{importId}", web -> new ImportsApi(web)::show),
                writes("POST", ofShop + "/imports/{importId}/start", web -> new ImportsApi(web)::start),
                writes("POST", ofShop + "/imports/{importId}/cancel", web -> new ImportsApi(web)::cancel),
                writes("POST", ofShop + "/imports/{importId}/undo", web -> new ImportsApi(web)::undo),
                reads("GET", ofShop + "/imports/{importId}/report", web -> new Downloads(web)::report),
                reads("GET", ofShop + "/imports/{importId}/file", web -> new Downloads(web)::file),
                reads("GET", ofShop + "/imports/{importId}/outcomes", web -> new Downloads(web)::outcomes),
                writes("POST", ofShop + "/exports", web -> new ExportsApi(web)::create),
                reads("GET", ofShop + "/exports/{uploadId}", web -> new ExportsApi(web)::show),
                reads("GET", ofShop + "/templates/{action}.csv", _ -> new TemplatesApi()::show),
                reads("POST", ofShop + "/customers/lookup", web -> new CustomersApi(web)::lookUp),
                open("GET", "/sign-in/{token}", web -> new SignIn(web)::show),
                open("POST", "/sign-in/{token}", web -> new SignIn(web)::confirm),
                open("GET", "/d/{token}", web -> new FilePages(web)::show),
                open("POST", "/d/{token}", web -> new FilePages(web)::download),
                open("DELETE", "/d/{token}", web -> new FilePages(web)::revoke),
                open("GET", "/static/{version}/{name}", web -> web.pages()::file),
                open("GET", "/", web -> web.pages()::index),
                open("GET", "/shops/{shop}", web -> web.pages()::index),
                open("GET", "/shops/{shop}/{page}", web -> web.pages()::index),
                open("GET", "/shops/{shop}/{page}/{importId}", web -> web.pages()::index));
    }

    /// Each as `GET /d/{token}`.
    Stream<String> names() {
        return routes.stream().map(Route::name);
    }

    private static Route open(String method, String path, Function<Web, Function<Call, Answer>> answer) {
        String form = VARIABLE.matcher(path.replace(".", "\\."))
                .replaceAll(variable -> Matcher.quoteReplacement(
                        "(?<%s>%s)".formatted(variable.group(1), FORMS.get(variable.group(1)))));
        return new Route(method + " " + path, method, Pattern.compile(form), answer);
    }

    /// For whoever may read.
    private static Route reads(String method, String path, Function<Web, BiFunction<Call, Caller, Answer>> answer) {
        return open(method, path, web -> call -> answer.apply(web)
                .apply(call, ofShop(call, web.callers().reader(call))));
    }

    /// For whoever may also write.
    private static Route writes(String method, String path, Function<Web, BiFunction<Call, Caller, Answer>> answer) {
        return reads(method, path, web -> (call, caller) -> {
            Callers.requireWriter(caller);
            return answer.apply(web).apply(call, caller);
        });
    }

    /// Another shop is not there.
    private static Caller ofShop(Call call, Caller caller) {
        if (!call.parts().getOrDefault("shop", caller.shop().id()).equals(caller.shop().id())) {
            throw Refused.notFound();
        }
        return caller;
    }

    /// @throws Refused where there is no such path, or not by that method
    Answer answer(Web web, Call call) {
        String method = call.method().equals("HEAD") ? "GET" : call.method();
        List<Route> known = routes.stream().filter(route -> route.path.matcher(call.path()).matches()).toList();
        if (known.isEmpty()) {
            throw Refused.notFound();
        }
        return known.stream()
                .filter(route -> route.method.equals(method))
                .findFirst()
                .map(route -> route.answer.apply(web).apply(call.with(parts(route.path, call.path()))))
                .orElseGet(() -> wrongMethod(known, call));
    }

    /// That log with which call it is: the form of the path, and of what stands in it the shop and the import.
    ///
    /// @param letIn false for a caller to whom the shop is not there, and who has made up what stands in the path
    Log about(Call call, Log log, boolean letIn) {
        return routes.stream()
                .filter(route -> route.method.equals(call.method()) && route.path.matcher(call.path()).matches())
                .findFirst()
                .map(route -> {
                    Map<String, String> parts = letIn ? parts(route.path, call.path()) : Map.of();
                    return log.with("route", route.name)
                            .with("shop", parts.get("shop"))
                            .with("importId", parts.get("importId"));
                })
                .orElse(log);
    }

    private static Map<String, String> parts(Pattern form, String path) {
        Matcher matcher = form.matcher(path);
        Map<String, String> parts = new HashMap<>();
        if (matcher.matches()) {
            matcher.namedGroups().keySet().forEach(name -> parts.put(name, matcher.group(name)));
        }
        return parts;
    }

    private static Answer wrongMethod(List<Route> known, Call call) {
        String allowed = known.stream()
                .flatMap(route -> route.method.equals("GET") ? Stream.of("GET", "HEAD") : Stream.of(route.method))
                .distinct()
                .collect(Collectors.joining(", "));
        return Refused.because(Code.METHOD_NOT_ALLOWED, "Call it by %s.", allowed)
                .answer(call.requestId())
                .with("allow", allowed);
    }
}
