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
    private record Route(String name, String method, Pattern path, Function<Call, Answer> answer) {}

    Routes(Web web) {
        Callers callers = web.callers();
        SessionApi session = new SessionApi(web);
        UploadsApi uploads = new UploadsApi(web);
        ImportsApi imports = new ImportsApi(web);
        ExportsApi exports = new ExportsApi(web);
        Downloads downloads = new Downloads(web);
        SignIn signIn = new SignIn(web);
        FilePages files = new FilePages(web);
        String ofShop = "/api/v1/shops/{shop}";
        this.routes = List.of(
                reads("GET", "/api/v1/session", session::show, callers),
                writes("DELETE", "/api/v1/session", session::end, callers),
                open("POST", "/api/v1/sign-in", signIn::ask),
                writes("POST", ofShop + "/uploads", uploads::create, callers),
                reads("GET", ofShop + "/uploads/{uploadId}", uploads::show, callers),
                reads("GET", ofShop + "/imports", imports::list, callers),
                reads("GET", ofShop + "/imports/{importId}", imports::show, callers),
                writes("POST", ofShop + "/imports/{importId}/start", imports::start, callers),
                writes("POST", ofShop + "/imports/{importId}/cancel", imports::cancel, callers),
                writes("POST", ofShop + "/imports/{importId}/undo", imports::undo, callers),
                reads("GET", ofShop + "/imports/{importId}/report", downloads::report, callers),
                reads("GET", ofShop + "/imports/{importId}/file", downloads::file, callers),
                reads("GET", ofShop + "/imports/{importId}/outcomes", downloads::outcomes, callers),
                writes("POST", ofShop + "/exports", exports::create, callers),
                reads("GET", ofShop + "/exports/{uploadId}", exports::show, callers),
                reads("GET", ofShop + "/templates/{action}.csv", new TemplatesApi()::show, callers),
                reads("POST", ofShop + "/customers/lookup", new CustomersApi(web)::lookUp, callers),
                open("GET", "/sign-in/{token}", signIn::show),
                open("POST", "/sign-in/{token}", signIn::confirm),
                open("GET", "/d/{token}", files::show),
                open("POST", "/d/{token}", files::download),
                open("DELETE", "/d/{token}", files::revoke),
                open("GET", "/static/{version}/{name}", web.pages()::file),
                open("GET", "/", web.pages()::index),
                open("GET", "/shops/{shop}", web.pages()::index),
                open("GET", "/shops/{shop}/{page}", web.pages()::index),
                open("GET", "/shops/{shop}/{page}/{importId}", web.pages()::index));
    }

    /// Each as `GET /d/{token}`.
    static Stream<String> names(Web web) {
        return new Routes(web).routes.stream().map(Route::name);
    }

    private static Route open(String method, String path, Function<Call, Answer> answer) {
        String form = VARIABLE.matcher(path.replace(".", "\\."))
                .replaceAll(variable -> Matcher.quoteReplacement(
                        "(?<%s>%s)".formatted(variable.group(1), FORMS.get(variable.group(1)))));
        return new Route(method + " " + path, method, Pattern.compile(form), answer);
    }

    /// For whoever may read.
    private static Route reads(String method, String path, BiFunction<Call, Caller, Answer> answer, Callers callers) {
        return open(method, path, call -> answer.apply(call, ofShop(call, callers.reader(call))));
    }

    /// For whoever may also write.
    private static Route writes(String method, String path, BiFunction<Call, Caller, Answer> answer, Callers callers) {
        return reads(method, path, (call, caller) -> {
            Callers.requireWriter(caller);
            return answer.apply(call, caller);
        }, callers);
    }

    /// Another shop is not there.
    private static Caller ofShop(Call call, Caller caller) {
        if (!call.parts().getOrDefault("shop", caller.shop().id()).equals(caller.shop().id())) {
            throw Refused.notFound();
        }
        return caller;
    }

    /// @throws Refused where there is no such path, or not by that method
    Answer answer(Call call) {
        String method = call.method().equals("HEAD") ? "GET" : call.method();
        List<Route> known = routes.stream().filter(route -> route.path.matcher(call.path()).matches()).toList();
        if (known.isEmpty()) {
            throw Refused.notFound();
        }
        return known.stream()
                .filter(route -> route.method.equals(method))
                .findFirst()
                .map(route -> route.answer.apply(call.with(parts(route.path, call.path()))))
                .orElseGet(() -> wrongMethod(known, call));
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
