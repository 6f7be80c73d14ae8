package pointdrop.simulation;

import static pointdrop.simulation.Violation.require;

import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pointdrop.domain.Sha256;
import pointdrop.emulators.Item;
import pointdrop.emulators.memory.ItemKey;
import pointdrop.emulators.memory.SentMails;

/// Holds the links in a mail against what they open: the file of just the entry that the mail is about.
///
/// @param webUrl where the page is; empty where it is not deployed
record LinkCheck(World world, String webUrl) {
    private static final Pattern ENTRY = Pattern.compile("Shop: (\\S+)\\. .*(?:Import|Export): (\\S+), started");
    private static final Pattern URL = Pattern.compile("https://\\S+");

    void check(SentMails.Mail mail) {
        List<String> urls = URL.matcher(mail.text()).results().map(MatchResult::group).toList();
        Matcher entry = ENTRY.matcher(mail.text());
        require(urls.isEmpty() || entry.find(), "A mail has links and names no entry: %s", mail.text());
        List<String> files = urls.stream().filter(url -> !url.contains("/shops/")).toList();
        require(files.size() == (mail.text().contains("The link is valid until") ? 1 : 0), "A mail has the links %s",
                files);
        for (String url : urls) {
            checkLink(url, mail, entry.group(1), entry.group(2));
        }
    }

    private void checkLink(String url, SentMails.Mail mail, String shop, String id) {
        if (webUrl.isEmpty()) {
            require(url.contains(shop + "/" + id) && url.contains("X-Amz-Signature="), "The link is %s", url);
        } else if (url.startsWith(webUrl + "/d/")) {
            Item link = new Item(world.aws()
                    .tables()
                    .get(world.variable("POINTDROP_TOKENS_TABLE"))
                    .get(new ItemKey(Sha256.of(url.substring((webUrl + "/d/").length())), "")));
            String key = link.text("key");
            require(link.text("kind").equals("link") && link.text("shop").equals(shop)
                    && Instant.ofEpochSecond(link.number("expiresAt")).isAfter(mail.time()), "The link is %s", link);
            require(List.of("reports/%s/%s/errors.csv", "reports/%s/%s/review-errors.csv", "exports/%s/%s.csv")
                    .stream()
                    .anyMatch(file -> file.formatted(shop, id).equals(key)), "The link opens %s", key);
            require(world.aws().buckets().bytes(world.variable("POINTDROP_DATA_BUCKET"), key) != null,
                    "The link opens %s, which is not there", key);
        } else {
            require(url.equals("%s/shops/%s/imports/%s".formatted(webUrl, shop, id)), "The link is %s", url);
        }
    }
}
