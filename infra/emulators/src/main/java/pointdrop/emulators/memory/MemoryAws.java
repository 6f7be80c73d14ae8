package pointdrop.emulators.memory;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import pointdrop.emulators.Aws;
import pointdrop.emulators.Endpoints;
import pointdrop.emulators.Mailbox;

/// S3, DynamoDB and SES in memory, empty at first.
public final class MemoryAws implements Aws {
    private final Calls calls;
    private final InstantSource clock;
    private final Buckets buckets;
    private final Tables tables;
    private final SentMails mails;
    private final SimulatedS3 s3;
    private final SimulatedDynamoDb dynamoDb;
    private final SimulatedSes ses;

    static {
        // What links are signed with. Nobody checks it.
        System.getProperties().putIfAbsent("aws.region", Endpoints.REGION);
        System.getProperties().putIfAbsent("aws.accessKeyId", "memory");
        System.getProperties().putIfAbsent("aws.secretAccessKey", "memory");
    }

    /// For any number of threads: each call takes effect at once, one after the other.
    public MemoryAws() {
        this(new OneAtATime(), Clock.systemUTC(), DownloadBreaks.NEVER);
    }

    /// @param calls decide when a call takes effect; they let no two do so at the same time
    public MemoryAws(Calls calls, InstantSource clock, DownloadBreaks breaks) {
        this(calls, clock, new Buckets(clock), new Tables(), new SentMails(), breaks);
    }

    private MemoryAws(Calls calls, InstantSource clock, Buckets buckets, Tables tables, SentMails mails,
            DownloadBreaks breaks) {
        this.calls = calls;
        this.clock = clock;
        this.buckets = buckets;
        this.tables = tables;
        this.mails = mails;
        this.s3 = new SimulatedS3(calls, buckets, breaks);
        this.dynamoDb = new SimulatedDynamoDb(calls, tables);
        this.ses = new SimulatedSes(calls, clock, mails);
    }

    private static final class OneAtATime implements Calls {
        private final ReentrantLock lock = new ReentrantLock();

        @Override
        public <T> T make(Call call, Supplier<T> effect) {
            lock.lock();
            try {
                return effect.get();
            } finally {
                lock.unlock();
            }
        }
    }

    private record HeardCalls(Calls calls, CallListener listener) implements Calls {
        @Override
        public <T> T make(Call call, Supplier<T> effect) {
            listener.before(call);
            T answer = calls.make(call, effect);
            listener.after(call);
            return answer;
        }
    }

    /// Other clients of the same buckets, tables and mails.
    ///
    /// @param listener hears of their calls
    public MemoryAws heardBy(CallListener listener) {
        return through(way -> new HeardCalls(way, listener));
    }

    /// Other clients of the same buckets, tables and mails.
    ///
    /// @param change what their calls pass, given what those of this one do
    public MemoryAws through(UnaryOperator<Calls> change) {
        return new MemoryAws(change.apply(calls), clock, buckets, tables, mails, DownloadBreaks.NEVER);
    }

    @Override
    public SimulatedS3 s3() {
        return s3;
    }

    @Override
    public SimulatedDynamoDb dynamoDb() {
        return dynamoDb;
    }

    @Override
    public SimulatedSes ses() {
        return ses;
    }

    /// What S3 stores.
    public Buckets buckets() {
        return buckets;
    }

    /// What DynamoDB stores.
    public Tables tables() {
        return tables;
    }

    /// What SES sent.
    public SentMails mails() {
        return mails;
    }

    @Override
    public List<MimeMessage> mailsTo(String address) throws MessagingException {
        List<MimeMessage> messages = new ArrayList<>();
        for (SentMails.Mail mail : mails.all()) {
            if (mail.to().equals(address)) {
                messages.add(Mailbox.message(mail.source(), List.of(mail.to()), mail.subject(), mail.text(),
                        mail.html()));
            }
        }
        return messages;
    }
}
