package pointdrop.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static pointdrop.simulation.Violation.require;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import pointdrop.emulators.Item;
import pointdrop.emulators.StoredObject;
import pointdrop.emulators.Template;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// One history: files of several shops are dropped, exports asked for, and customers written by another program, while
/// everything breaks. It is a function of its seed.
final class History {
    /// Small, so that short files are dealt to several chunks.
    private static final String CHUNK_ROWS = "POINTDROP_CHUNK_ROWS";
    private static final String WEB_URL = "POINTDROP_WEB_URL";
    private static final List<String> SHOPS = List.of("north", "south");
    /// At the same time, or so that entries of `recent` have any age.
    private static final List<Duration> DROPPED_WITHIN = List.of(Duration.ofMinutes(2), Duration.ofMinutes(2),
            Duration.ofDays(10));
    private static final double SHOP_GOES = 0.1;
    private static final double RULES_CHANGE = 0.3;
    private static final List<ShopState> RULES = List.of(new ShopState(Lines.TIERS, false),
            new ShopState(Lines.TIERS, true), new ShopState(List.of("Gold"), false));
    /// By how much the clock of a function may be behind that of S3.
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(5);
    private static final Duration LONGEST_ABSENCE = Duration.ofHours(1);
    private static final Duration REMEMBERED = Duration.ofDays(7);
    /// The attribute that says that the chunks in a folder may be there.
    private static final Map<String, String> BEGUN = Map.of("reviews", "projected", "chunks", "importingSince");
    private static final int CALM_AFTER = 400;
    private static final int LONGEST_FILE = 10;

    private final long seed;
    private final Choices choices;
    private final double chanceOfOtherWrites;
    private final World world;
    private final CustomerWrites writes;
    private final List<Dropped> dropped = new ArrayList<>();
    private final List<StoredObject> exports = new ArrayList<>();
    private final Map<String, Set<ShopState>> shops = new HashMap<>();
    private final Mails mails = new Mails();
    private final Asking asking;
    private final ConsumptionCheck consumption;

    /// @param faults numbers of the faults that may happen; all where it is empty
    History(Template template, long seed, Optional<Set<Integer>> faults) {
        this.seed = seed;
        this.choices = new Choices(seed, faults, CALM_AFTER);
        // Some histories break a lot, some hardly.
        double chance = choices.of(List.of(0.0, 0.01, 0.03, 0.1, 0.25));
        this.chanceOfOtherWrites = choices.of(List.of(0.0, 0.02, 0.1, 0.4));
        boolean deployedMeanwhile = choices.oneIn(4);
        String webUrl = choices.oneIn(3) ? "" : "https://points.example";
        this.world = new World(template,
                () -> Map.of(CHUNK_ROWS, deployedMeanwhile && choices.oneIn(2) ? "100" : "4", WEB_URL, webUrl), choices,
                Faults.random(choices, chance));
        this.asking = new Asking(world, choices);
        this.consumption = ConsumptionCheck.of(world, template);
        this.writes = new CustomerWrites(customersTable(), world.agenda()::now,
                () -> world.event().flatMap(ChunkWork::importId), this::checkStatus);
        world.aws().tables().onWrite(writes);
        world.aws().tables().onWrite(new EntryWrites(world.variable("POINTDROP_IMPORTS_TABLE")));
        world.aws().tables().onWrite(asking);
        world.onEffect(new ChunkWork(customersTable())::takesEffect);
        world.aws().buckets().onCreated(this::checkRelease);
        world.aws().mails().onSent(new LinkCheck(world, webUrl)::check);
        world.aws().mails().onSent(mail -> mails.add(mail, world.arriving()));
    }

    private String customersTable() {
        return world.variable("POINTDROP_CUSTOMERS_TABLE");
    }

    long seed() {
        return seed;
    }

    /// Numbers of the faults that happened.
    Set<Integer> faults() {
        return choices.faults();
    }

    List<Story.Step> story() {
        return world.story().steps();
    }

    /// @throws Violation for a promise that was not kept
    void run() {
        SHOPS.forEach(this::configure);
        Duration within = choices.of(DROPPED_WITHIN);
        for (int i = choices.between(1, 4); i > 0; i--) {
            world.agenda().after(choices.upTo(within), this::dropFile);
        }
        for (int i = choices.below(2); i > 0; i--) {
            world.agenda().after(choices.upTo(within), this::askForExport);
        }
        if (choices.fault(SHOP_GOES)) {
            String shop = choices.of(SHOPS);
            world.agenda().after(choices.upTo(within), () -> deleteForAWhile(shop));
        }
        if (choices.fault(RULES_CHANGE)) {
            String shop = choices.of(SHOPS);
            world.agenda().after(choices.anyUpTo(within), () -> putShop(shop, "owner@" + shop + ".example"));
        }
        world.meanwhile(() -> {
            if (choices.fault(chanceOfOtherWrites)) {
                writeAsAnotherProgram();
            }
        });
        world.run();
        check();
    }

    private void configure(String shop) {
        putShop(shop, "owner@" + shop + ".example");
        if (choices.oneIn(4)) {
            world.aws().mails().refuse(desk(shop));
            if (choices.oneIn(2)) {
                mails.cannotReach(shop);
                List.of("owner@", "new-owner@").forEach(name -> world.aws().mails().refuse(name + shop + ".example"));
            }
        }
        for (String email : Lines.CUSTOMERS) {
            if (!choices.oneIn(3)) {
                world.putCustomer(shop, email,
                        Map.of("points", AttributeValue.fromN(Integer.toString(choices.below(120)))));
            }
        }
    }

    /// An address that uploads may ask to mail to.
    private static String desk(String shop) {
        return "desk@" + shop + ".example";
    }

    private void putShop(String shop, String contact) {
        ShopState rules = choices.of(RULES);
        shops.computeIfAbsent(shop, _ -> new HashSet<>()).add(rules);
        Map<String, AttributeValue> item = new HashMap<>(rules.attributes());
        item.put("shop", AttributeValue.fromS(shop));
        item.put("contact", AttributeValue.fromS(contact));
        item.put("allowedRecipients", AttributeValue.fromL(List.of(AttributeValue.fromS(desk(shop)))));
        world.aws().tables().get(world.variable("POINTDROP_SHOPS_TABLE")).put(item);
    }

    /// It comes back with another contact.
    private void deleteForAWhile(String shop) {
        world.aws().tables().get(world.variable("POINTDROP_SHOPS_TABLE")).delete(shop);
        world.agenda().after(choices.anyUpTo(LONGEST_ABSENCE), () -> putShop(shop, "new-owner@" + shop + ".example"));
    }

    /// A new file, or one whose bytes were dropped before.
    private void dropFile() {
        boolean same = !dropped.isEmpty() && choices.oneIn(4);
        Lines file = same ? choices.of(dropped).file() : Lines.of(choices, LONGEST_FILE);
        String shop = same ? dropped.getLast().shop() : choices.of(SHOPS);
        boolean repeat = choices.oneIn(4);
        boolean review = choices.oneIn(2);
        Map<String, String> metadata = new HashMap<>(repeat ? Map.of("repeat", "yes") : Map.of());
        if (review) {
            metadata.put("review", "yes");
        }
        if (choices.oneIn(2)) {
            metadata.put("notify", desk(shop));
        }
        StoredObject object = world.drop(
                String.format(Locale.ROOT, "imports/%s/%s/file%d.csv", shop, file.action(), dropped.size()),
                file.text().getBytes(UTF_8), metadata);
        Dropped put = new Dropped(shop, file, repeat, review, false, object);
        dropped.add(put);
        asking.dropped(put);
        if (choices.oneIn(4)) {
            world.agenda().after(choices.anyUpTo(LONGEST_ABSENCE), () -> putAgain(put, metadata));
        }
    }

    /// The same file is put over itself, or copied, as a bulk job does.
    private void putAgain(Dropped file, Map<String, String> metadata) {
        boolean copied = choices.oneIn(2);
        byte[] bytes = file.file().text().getBytes(UTF_8);
        String key = file.object().key();
        StoredObject object = copied ? world.copy(key, bytes, metadata) : world.drop(key, bytes, metadata);
        dropped.add(new Dropped(file.shop(), file.file(), file.repeat(), file.review(), copied, object));
    }

    private void askForExport() {
        String shop = choices.of(SHOPS);
        exports.add(world.drop("exports/%s/request.json".formatted(shop),
                ("{\"email\": \"owner@" + shop + ".example\"}").getBytes(UTF_8), Map.of()));
    }

    /// Which may know nothing of `rev`.
    private void writeAsAnotherProgram() {
        List<Map<String, AttributeValue>> items = world.aws().tables().get(customersTable()).items();
        if (items.isEmpty()) {
            return;
        }
        Map<String, AttributeValue> item = new HashMap<>(choices.of(items));
        boolean knowsRev = choices.oneIn(2);
        if (!knowsRev || choices.oneIn(2)) {
            String points = Integer.toString(choices.below(120));
            item.put("points", choices.oneIn(6) ? AttributeValue.fromS(points) : AttributeValue.fromN(points));
        }
        if (knowsRev) {
            AttributeValue rev = item.get("rev");
            long next = rev == null ? 1 : Long.parseLong(rev.n()) + 1;
            item.put("rev", AttributeValue.fromN(Long.toString(next)));
        }
        world.aws().tables().get(customersTable()).put(item);
    }

    private Optional<Item> find(String shop, String id) {
        return Optional.ofNullable(
                world.aws().tables().get(world.variable("POINTDROP_IMPORTS_TABLE")).partition(shop).get(id))
                .map(Item::new);
    }

    private Item entry(String shop, String id) {
        return find(shop, id)
                .orElseThrow(() -> new Violation("The history of " + shop + " has no entry " + id));
    }

    /// No chunk is released before its review or import has begun.
    private void checkRelease(StoredObject object) {
        String[] parts = object.key().split("/", -1);
        String begun = BEGUN.get(parts[0]);
        require(begun == null || entry(parts[1], parts[2]).attributes().containsKey(begun), "%s was released early",
                object.key());
    }

    /// No import writes a customer but while it is imported.
    private void checkStatus(CustomerWrites.Write write) {
        write.importId()
                .map(id -> entry(write.shop(), id).text("status"))
                .ifPresent(status -> require(status.equals("IMPORTING"), "%s was written while its import was %s",
                        write.email(), status));
    }

    private void check() {
        for (Dropped file : dropped) {
            try {
                if (isAnswered(file)) {
                    checkImport(file);
                }
            } catch (Violation violation) {
                throw new Violation(violation.getMessage() + "\nof import " + file);
            }
        }
        undos().forEach(this::checkUndo);
        requests().checkAnswers(faults().isEmpty());
        checkRepetitions();
        exports.forEach(this::checkExport);
        new MetricsCheck(world).check(faults().isEmpty());
        consumption.check();
        require(world.aws().buckets().openDownloads() == 0, "%d downloads are left open",
                world.aws().buckets().openDownloads());
        require(world.aws().buckets().unfinishedUploads(world.variable("POINTDROP_DATA_BUCKET")).isEmpty()
                || !faults().isEmpty(), "A multipart upload is left unfinished");
    }

    /// An object that was replaced before it was read is not, nor is a copy of what was imported.
    private boolean isAnswered(Dropped file) {
        List<Item> others = dropped.stream()
                .filter(other -> other.isReplacedBy(file))
                .flatMap(other -> find(other.shop(), other.importId()).stream())
                .filter(other -> other.attributes().containsKey("chunks")
                        || AttributeValue.fromS("ALREADY_IMPORTED").equals(other.attributes().get("reason")))
                .toList();
        boolean answered = find(file.shop(), file.importId()).isPresent();
        boolean replaced = dropped.stream().anyMatch(file::isReplacedBy);
        require(answered || replaced || (file.copied() && !others.isEmpty()), "It was not answered");
        require(!answered || !file.copied() || others.stream()
                .noneMatch(other -> other.text("status").equals("COMPLETED")
                        && Instant.parse(other.text("finishedAt")).plus(CLOCKS_DIFFER).isBefore(file.object().time())),
                "A copy of what was imported is an import");
        return answered;
    }

    private ImportCheck importCheck(Dropped file) {
        return new ImportCheck(file, entry(file.shop(), file.importId()), writes, world.aws().buckets(),
                world.variable("POINTDROP_DATA_BUCKET"), Objects.requireNonNull(shops.get(file.shop())));
    }

    private RequestCheck requests() {
        return new RequestCheck(asking.asked(), world.aws().tables().get(world.variable("POINTDROP_IMPORTS_TABLE")),
                mails);
    }

    private void checkImport(Dropped file) {
        importCheck(file).check();
        Item entry = entry(file.shop(), file.importId());
        requests().checkImport(file, entry);
        boolean ready = entry.text("status").equals("READY");
        if (entry.attributes().containsKey("readyUntil")) {
            mails.checkReady(file.shop(), file.importId(), entry.attributes().containsKey("readyMailFailed"), ready);
        }
        if (ready) {
            mails.checkNone(file.shop(), file.importId());
        } else {
            checkEndMail(file.shop(), file.importId());
        }
    }

    /// Entries of undos, by shop.
    private List<Item> undos() {
        return SHOPS.stream()
                .flatMap(shop -> world.aws()
                        .tables()
                        .get(world.variable("POINTDROP_IMPORTS_TABLE"))
                        .partition(shop)
                        .values()
                        .stream())
                .map(Item::new)
                .filter(entry -> entry.attributes().containsKey("undoes"))
                .toList();
    }

    private void checkUndo(Item undo) {
        String shop = undo.text("shop");
        try {
            new UndoCheck(shop, undo.text("id"), undo, writes, world.aws().buckets(),
                    world.variable("POINTDROP_DATA_BUCKET")).check();
            checkEndMail(shop, undo.text("id"));
        } catch (Violation violation) {
            throw new Violation(violation.getMessage() + "\nof undo " + undo.text("id") + " of " + undo.text("undoes"));
        }
    }

    /// Whether its undos have taken back every row that it changed.
    private boolean isWhollyUndone(Dropped file) {
        Item entry = entry(file.shop(), file.importId());
        long reversed = undos().stream()
                .filter(undo -> undo.text("undoes").equals(file.importId()))
                .mapToLong(undo -> undo.number("succeeded"))
                .sum();
        return reversed > 0 && reversed == entry.number("changed") && entry.number("notKnown") == 0;
    }

    private void checkEndMail(String shop, String id) {
        mails.checkEnd(shop, id, entry(shop, id).attributes().containsKey("mailFailed"));
    }

    /// The same bytes that add points take effect once in seven days, but for those that ask for it.
    private void checkRepetitions() {
        List<Dropped> applied = dropped.stream()
                .filter(file -> file.file().action().equals("add-points") && !file.repeat())
                .filter(file -> find(file.shop(), file.importId()).isPresent() && importCheck(file).hasWritten())
                .filter(file -> !isWhollyUndone(file))
                .toList();
        for (Dropped file : applied) {
            for (Dropped other : applied) {
                boolean forgotten = Duration
                        .between(importCheck(file).rememberedFrom(), importCheck(other).rememberedFrom())
                        .abs()
                        .compareTo(REMEMBERED) >= 0;
                require(file.equals(other) || forgotten || !file.sameAs(other),
                        "The same bytes were applied by %s and %s",
                        file.importId(), other.importId());
            }
        }
    }

    private void checkExport(StoredObject request) {
        String shop = request.key().split("/", -1)[1];
        String id = new pointdrop.storage.Upload(request.bucket(), request.key(), request.version(), request.time())
                .id();
        String status = entry(shop, id).text("status");
        require(List.of("COMPLETED", "FAILED", "REJECTED").contains(status), "Export %s is %s", id, status);
        if (status.equals("COMPLETED")) {
            new ExportCheck(writes, shop).check(Objects.requireNonNull(world.aws()
                    .buckets()
                    .bytes(world.variable("POINTDROP_DATA_BUCKET"), "exports/%s/%s.csv".formatted(shop, id))));
        }
        checkEndMail(shop, id);
    }
}
