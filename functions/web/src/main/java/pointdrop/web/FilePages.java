package pointdrop.web;

import java.util.Map;
import pointdrop.mail.Text;
import pointdrop.storage.FileLinks.FileLink;
import pointdrop.web.Refused.Code;

/// What links in mails open: a page with a button. Programs that look at mails follow every link, but press no button.
record FilePages(Web web) {
    Answer show(Call call) {
        FileLink link = find(call);
        return Answer.html(200, web.pages()
                .framed("link.html", Map.of("file", link.file(), "shop", link.shop(), "until",
                        Text.time(link.validUntil()))));
    }

    Answer download(Call call) {
        FileLink link = find(call);
        return Answer.empty(303).with("location", web.links().data(link.key(), link.file()).url());
    }

    /// Whoever has a link can end it: more than that it does not give them.
    Answer revoke(Call call) {
        web.stores().fileLinks().revoke(call.part("token"));
        return Answer.empty(204);
    }

    private FileLink find(Call call) {
        return web.stores().fileLinks().find(call.part("token")).orElseThrow(() -> new Refused(Code.GONE, null));
    }
}
