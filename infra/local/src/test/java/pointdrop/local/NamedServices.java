package pointdrop.local;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import pointdrop.emulators.BackingServices;
import pointdrop.emulators.Endpoints;
import pointdrop.emulators.StoredObject;
import pointdrop.emulators.Template;
import pointdrop.storage.Clients;
import software.amazon.awssdk.services.ses.SesClient;

/// Services that run somewhere, and go on when the stack ends. They are not asked for their notifications: the stack polls their
/// buckets, as it does those of S3Mock, and so no copy is known for one.
record NamedServices(Endpoints endpoints, ForeignMails mails) implements BackingServices {
    /// SES takes mails from verified addresses only, and so do they.
    NamedServices {
        endpoints.use();
        try (SesClient ses = Clients.of(SesClient.builder())) {
            ses.verifyEmailIdentity(request -> request
                    .emailAddress(Template.ofProject(LocalStack.NAME).environment().get("POINTDROP_SENDER")));
        }
    }

    @Override
    public Map<String, String> environment() {
        return endpoints.environment();
    }

    @Override
    public boolean isCopy(StoredObject object) {
        return false;
    }

    @Override
    public List<MimeMessage> mailsTo(String address) throws IOException, InterruptedException, MessagingException {
        return mails.to(address);
    }

    @Override
    public void close() {}
}
