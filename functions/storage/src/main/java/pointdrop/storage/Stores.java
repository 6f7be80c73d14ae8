package pointdrop.storage;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/// The buckets and tables of one deployment, under the names that the environment gives them.
///
/// @param log of what becomes of uploads, chunks and mails
public record Stores(S3Client s3, DynamoDbClient dynamoDb, Environment environment, Deadline deadline, Log log) {

    /// Without a log.
    public static Stores of(S3Client s3, DynamoDbClient dynamoDb, Environment environment, Machine machine) {
        return new Stores(s3, dynamoDb, environment, Deadline.none(machine), Log.none(machine));
    }

    /// With clients made from the environment, and without a log.
    public static Stores of(Environment environment) {
        return of(Clients.s3(), Clients.of(DynamoDbClient.builder()), environment,
                Machine.real());
    }

    /// The same with a log.
    ///
    /// @param lines takes each line of it, without its end; called by any thread
    public Stores logging(Consumer<String> lines) {
        return logging(Log.of(environment, deadline.machine(), lines));
    }

    public Stores logging(Log other) {
        return new Stores(s3, dynamoDb, environment, deadline, other);
    }

    /// The same for one invocation, whose calls end before the platform stops it.
    public Stores forInvocation(long remainingMillis, Log invocationLog) {
        return new Stores(s3, dynamoDb, environment, Deadline.of(deadline.machine(), remainingMillis, meter()),
                invocationLog);
    }

    /// The same for a part of an invocation, with a log and a meter of its own.
    public Stores forPart(Log partLog) {
        return new Stores(s3, dynamoDb, environment, deadline.with(meter()), partLog);
    }

    private Meter meter() {
        return Meter.begin(deadline.machine(), environment);
    }

    /// `POINTDROP_DATA_BUCKET`
    public String dataBucket() {
        return environment.required("POINTDROP_DATA_BUCKET");
    }

    /// `POINTDROP_UPLOADS_BUCKET`
    public String uploadsBucket() {
        return environment.required("POINTDROP_UPLOADS_BUCKET");
    }

    public DataBucket data() {
        return new DataBucket(s3, dataBucket(), deadline);
    }

    /// Whether an upload is in the uploads bucket. A bucket that an earlier stack left behind may still call the functions, which may not read it.
    public boolean owns(Upload upload) {
        boolean own = upload.bucket().equals(uploadsBucket());
        if (!own) {
            log.warn("The event of another bucket than the uploads bucket is ignored");
        }
        return own;
    }

    /// The bucket of an upload is named by its event.
    public Uploads uploads() {
        return new Uploads(s3, deadline);
    }

    public Drops drops() {
        return new Drops(s3, uploadsBucket(), deadline);
    }

    public ImportsTable imports() {
        return new ImportsTable(importsTable());
    }

    public StagedChunks stagedChunks() {
        return new StagedChunks(data(), deadline.machine(), log);
    }

    /// Kept in the Imports table.
    public PendingChunks pendingChunks() {
        return new PendingChunks(importsTable());
    }

    /// Kept in the Imports table.
    public OpenEntries openEntries() {
        return new OpenEntries(importsTable());
    }

    /// Kept in the Imports table.
    public Undos undos() {
        return new Undos(importsTable(), imports());
    }

    /// Kept in the Imports table.
    public Requests requests() {
        return new Requests(importsTable());
    }

    /// Kept in the Imports table.
    public EarlierUploads earlierUploads() {
        return new EarlierUploads(importsTable());
    }

    /// Kept in the Imports table.
    public LastImported lastImported() {
        return new LastImported(importsTable());
    }

    /// Reads `POINTDROP_EMPTY_WAIT`, in seconds.
    public Arrivals arrivals() {
        return new Arrivals(uploads(), imports(), lastImported(), deadline, log,
                Duration.ofSeconds(environment.requiredNumber("POINTDROP_EMPTY_WAIT")));
    }

    public FileLinks fileLinks() {
        return new FileLinks(tokens());
    }

    public SignIns signIns() {
        return new SignIns(tokens());
    }

    public Sessions sessions() {
        return new Sessions(tokens());
    }

    public ApiTokens apiTokens() {
        return new ApiTokens(tokens());
    }

    /// Kept in the Tokens table.
    public Expected expected() {
        return new Expected(tokens());
    }

    /// `POINTDROP_TOKENS_TABLE`
    private TokensTable tokens() {
        return new TokensTable(table("POINTDROP_TOKENS_TABLE"));
    }

    /// `POINTDROP_IMPORTS_TABLE`
    private Table importsTable() {
        return table("POINTDROP_IMPORTS_TABLE");
    }

    public Summaries summaries() {
        return new Summaries(imports(), data());
    }

    /// `POINTDROP_CUSTOMERS_TABLE`
    public CustomersTable customers() {
        return new CustomersTable(table("POINTDROP_CUSTOMERS_TABLE"));
    }

    /// `POINTDROP_SHOPS_TABLE`, and `POINTDROP_DEFAULT_TIERS`: names with commas between them.
    public ShopsTable shops() {
        List<String> tiers = List.of(environment.required("POINTDROP_DEFAULT_TIERS").strip().split("\\s*,\\s*"));
        return new ShopsTable(table("POINTDROP_SHOPS_TABLE"), tiers);
    }

    private Table table(String variable) {
        return new Table(dynamoDb, environment.required(variable), deadline, log);
    }
}
