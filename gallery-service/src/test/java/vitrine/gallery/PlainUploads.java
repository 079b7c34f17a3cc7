package vitrine.gallery;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Multipart requests as scripts send them. */
final class PlainUploads {

    private PlainUploads() {}

    static Api.Answer upload(Person person, String galleryId, Map<String, byte[]> files) {
        String boundary = "----vitrine";
        var body = new ByteArrayOutputStream();
        if (galleryId != null) {
            write(
                    body,
                    "--" + boundary + "\r\nContent-Disposition: form-data; name=\"gallery_id\"\r\n\r\n" + galleryId
                            + "\r\n");
        }
        files.forEach((name, bytes) -> {
            write(
                    body,
                    "--" + boundary + "\r\nContent-Disposition: form-data; name=\"files\"; filename=\"" + name
                            + "\"\r\nContent-Type: application/octet-stream\r\n\r\n");
            body.writeBytes(bytes);
            write(body, "\r\n");
        });
        write(body, "--" + boundary + "--\r\n");
        var request = HttpRequest.newBuilder(person.api().uri("/api/upload"))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()));
        return person.api().send(person.token(), request);
    }

    private static void write(ByteArrayOutputStream body, String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
