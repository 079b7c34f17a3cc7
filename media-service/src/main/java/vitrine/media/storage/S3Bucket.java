package vitrine.media.storage;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Objects in a bucket. What is stored is spooled to a bounded temporary file first: so it is hashed before it is sent, sent with
 * its hash, and sent again when the bucket answers with an error that may pass.
 */
final class S3Bucket implements Storage, AutoCloseable {

    static final String ID = "s3";

    private static final Logger log = LoggerFactory.getLogger(S3Bucket.class);
    private static final int CONNECTIONS = 64;
    private static final Duration CONNECTING = Duration.ofSeconds(2);
    private static final Duration LINK_VALID_FOR = Duration.ofMinutes(1);

    private final S3Settings settings;
    private final TemporaryFiles temporaryFiles;
    private final RemoteCalls remote;
    private final S3Client s3;
    private final S3Presigner presigner;
    private final AwsRequestOverrideConfiguration transfer;

    S3Bucket(S3Settings settings, TemporaryFiles temporaryFiles) {
        this.settings = settings;
        this.temporaryFiles = temporaryFiles;
        this.remote = new RemoteCalls(ID, settings.breakFor());
        var credentials = StaticCredentialsProvider.create(
                AwsBasicCredentials.create(settings.accessKey(), settings.secretKey()));
        var region = Region.of(settings.region());
        var client = S3Client.builder()
                .region(region)
                .credentialsProvider(credentials)
                .forcePathStyle(settings.pathStyle())
                // Without trailers and chunks of Amazon's own, which not every bucket understands.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(
                        S3Configuration.builder().chunkedEncodingEnabled(false).build())
                .httpClientBuilder(ApacheHttpClient.builder()
                        .maxConnections(CONNECTIONS)
                        .connectionTimeout(CONNECTING)
                        .connectionAcquisitionTimeout(settings.callTimeout())
                        .socketTimeout(settings.callTimeout()))
                .overrideConfiguration(configuration -> configuration
                        .apiCallAttemptTimeout(settings.callTimeout())
                        .apiCallTimeout(settings.callTimeout().multipliedBy(settings.attempts()))
                        .retryStrategy(StandardRetryStrategy.builder()
                                .maxAttempts(settings.attempts())
                                .build()));
        var presigning = S3Presigner.builder()
                .region(region)
                .credentialsProvider(credentials)
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(settings.pathStyle())
                        .build());
        if (settings.endpoint() != null) {
            client.endpointOverride(settings.endpoint());
            presigning.endpointOverride(settings.endpoint());
        }
        this.s3 = client.build();
        this.presigner = presigning.build();
        this.transfer = AwsRequestOverrideConfiguration.builder()
                .apiCallAttemptTimeout(settings.transferTimeout())
                .apiCallTimeout(settings.transferTimeout().multipliedBy(settings.attempts()))
                .build();
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Received receive(InputStream body, long announced, String contentType) throws IOException {
        try (var spooled = temporaryFiles.take(announced)) {
            Checksums checksums = spooled.fill(body, announced);
            UUID id = UUID.randomUUID();
            put(ObjectName.incoming(id), contentType, spooled, checksums);
            return new Received(id, checksums);
        }
    }

    @Override
    public void write(ObjectName name, String contentType, InputStream bytes, Checksums expected) throws IOException {
        try (var spooled = temporaryFiles.take(expected.size())) {
            Checksums found = spooled.fill(bytes, expected.size());
            if (!found.equals(expected)) {
                throw new ChecksumMismatch(name.path(), expected, found);
            }
            put(name, contentType, spooled, expected);
        }
    }

    private void put(ObjectName name, String contentType, TemporaryFiles.TemporaryFile spooled, Checksums checksums)
            throws IOException {
        call(
                name,
                client -> client.putObject(
                        request -> request.bucket(settings.bucket())
                                .key(key(name))
                                .contentType(contentType)
                                .contentLength(checksums.size())
                                .checksumSHA256(Base64.getEncoder()
                                        .encodeToString(HexFormat.of().parseHex(checksums.sha256())))
                                .overrideConfiguration(transfer),
                        RequestBody.fromFile(spooled.path())));
    }

    @Override
    public void promote(UUID receivedId, OriginalKey key) throws IOException {
        ObjectName source = ObjectName.incoming(receivedId);
        ObjectName target = ObjectName.original(key);
        try {
            call(
                    source,
                    client -> client.copyObject(request -> request.sourceBucket(settings.bucket())
                            .sourceKey(key(source))
                            .destinationBucket(settings.bucket())
                            .destinationKey(key(target))
                            .overrideConfiguration(transfer)));
        } catch (NoSuchFileException gone) {
            if (find(target).isEmpty()) {
                throw gone;
            }
            return;
        }
        delete(source);
    }

    @Override
    public List<UUID> receivedBefore(Instant time) throws IOException {
        String folder = settings.prefix() + "incoming/";
        var stale = new ArrayList<UUID>();
        for (S3Object object : list(folder)) {
            try {
                if (object.lastModified().isBefore(time)) {
                    stale.add(UUID.fromString(object.key().substring(folder.length())));
                }
            } catch (IllegalArgumentException foreign) {
                log.warn("An object that is not ours lies among the incoming ones: {}", object.key());
            }
        }
        return stale;
    }

    @Override
    public List<OriginalKey> originalsAfter(@Nullable OriginalKey last, int limit) throws IOException {
        String folder = settings.prefix() + "originals/";
        return call(
                folder,
                client -> client
                        .listObjectsV2Paginator(request -> request.bucket(settings.bucket())
                                .prefix(folder)
                                .startAfter(last == null ? null : folder + last)
                                .maxKeys(Math.min(limit, 1000)))
                        .contents()
                        .stream()
                        .flatMap(object -> OriginalKey.parse(object.key().substring(folder.length())).stream())
                        .limit(limit)
                        .toList());
    }

    @Override
    public Optional<StoredObject> find(ObjectName name) throws IOException {
        try {
            HeadObjectResponse head = call(
                    name,
                    client -> client.headObject(
                            request -> request.bucket(settings.bucket()).key(key(name))));
            return Optional.of(new StoredObject(name, head.contentLength(), version(head)));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    private static String version(HeadObjectResponse head) {
        String etag = head.eTag();
        return etag == null
                ? Long.toHexString(head.lastModified().toEpochMilli())
                : etag.replaceAll("[^0-9A-Za-z-]", "");
    }

    @Override
    public InputStream open(StoredObject object, long first, long length) throws IOException {
        if (length == 0) {
            return InputStream.nullInputStream();
        }
        var bytes = call(
                object.name(),
                client -> client.getObject(request -> request.bucket(settings.bucket())
                        .key(key(object.name()))
                        .range("bytes=" + first + "-" + (first + length - 1))
                        .overrideConfiguration(transfer)));
        return new Range(bytes, length) {
            @Override
            public void close() {
                // Nobody waits for bytes that are not wanted any more.
                bytes.abort();
            }
        };
    }

    @Override
    public LocalCopy localCopy(ObjectName name) throws IOException {
        StoredObject object = find(name).orElseThrow(() -> new NoSuchFileException(name.path()));
        var file = temporaryFiles.take(object.size());
        try (InputStream bytes = open(object, 0, object.size())) {
            file.fill(bytes, object.size());
            return LocalCopy.temporary(file.path(), file::close);
        } catch (SenderGone broken) {
            file.close();
            throw new StorageUnavailable("The bucket stopped sending " + name.path(), broken);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** A link to the bucket itself, for a minute, that downloads under that name. */
    @Override
    public Optional<URI> link(StoredObject object, String contentType, String disposition) {
        if (!settings.redirects()) {
            return Optional.empty();
        }
        return Optional.of(URI.create(presigner
                .presignGetObject(presign -> presign.signatureDuration(LINK_VALID_FOR)
                        .getObjectRequest(request -> request.bucket(settings.bucket())
                                .key(key(object.name()))
                                .responseContentType(contentType)
                                .responseContentDisposition(disposition)))
                .url()
                .toString()));
    }

    @Override
    public void delete(ObjectName name) throws IOException {
        delete(key(name));
    }

    @Override
    public void deleteRenditions(OriginalKey key) throws IOException {
        for (S3Object rendition : list(settings.prefix() + ObjectName.Rendition.folder(key))) {
            delete(rendition.key());
        }
    }

    /** The bucket's own name for the upload, behind the id of the object it will be. */
    private record Multipart(UUID object, String id) {

        static Multipart parse(String upload) {
            return new Multipart(UUID.fromString(upload.substring(0, 36)), upload.substring(37));
        }

        @Override
        public String toString() {
            return object + ":" + id;
        }

        ObjectName name() {
            return ObjectName.incoming(object);
        }
    }

    @Override
    public String beginParts(String contentType) throws IOException {
        UUID object = UUID.randomUUID();
        ObjectName name = ObjectName.incoming(object);
        String id = call(
                name,
                client -> client.createMultipartUpload(request ->
                                request.bucket(settings.bucket()).key(key(name)).contentType(contentType))
                        .uploadId());
        return new Multipart(object, id).toString();
    }

    @Override
    public Part receivePart(String upload, int number, InputStream body, long announced) throws IOException {
        Multipart multipart = Multipart.parse(upload);
        try (var spooled = temporaryFiles.take(announced)) {
            Checksums checksums = spooled.fill(body, announced);
            String etag = call(
                    multipart.name(),
                    client -> client.uploadPart(
                                    request -> request.bucket(settings.bucket())
                                            .key(key(multipart.name()))
                                            .uploadId(multipart.id())
                                            .partNumber(number)
                                            .contentLength(announced)
                                            .overrideConfiguration(transfer),
                                    RequestBody.fromFile(spooled.path()))
                            .eTag());
            return new Part(etag, checksums);
        }
    }

    @Override
    public Received assemble(String upload, List<String> tokens, long size, String contentType) throws IOException {
        Multipart multipart = Multipart.parse(upload);
        List<CompletedPart> completed = IntStream.range(0, tokens.size())
                .mapToObj(i -> CompletedPart.builder()
                        .partNumber(i + 1)
                        .eTag(tokens.get(i))
                        .build())
                .toList();
        try {
            call(
                    multipart.name(),
                    client -> client.completeMultipartUpload(request -> request.bucket(settings.bucket())
                            .key(key(multipart.name()))
                            .uploadId(multipart.id())
                            .multipartUpload(all -> all.parts(completed))
                            .overrideConfiguration(transfer)));
        } catch (NoSuchFileException completedBefore) {
            log.debug("{} was put together before", upload);
        }
        StoredObject whole = find(multipart.name())
                .orElseThrow(() -> new NoSuchFileException(multipart.name().path()));
        Checksums checksums;
        try (InputStream bytes = open(whole, 0, whole.size())) {
            checksums = Checksums.of(bytes);
        }
        if (checksums.size() != size) {
            delete(multipart.name());
            throw new WrongLength(checksums.size() > size);
        }
        return new Received(multipart.object(), checksums);
    }

    @Override
    public void dropParts(String upload) throws IOException {
        Multipart multipart = Multipart.parse(upload);
        try {
            call(
                    multipart.name(),
                    client -> client.abortMultipartUpload(request -> request.bucket(settings.bucket())
                            .key(key(multipart.name()))
                            .uploadId(multipart.id())));
        } catch (NoSuchFileException none) {
            log.debug("{} was gone", upload);
        }
    }

    @Override
    public List<String> partsBefore(Instant time) throws IOException {
        String folder = settings.prefix() + "incoming/";
        return call(
                folder,
                client -> client
                        .listMultipartUploadsPaginator(
                                request -> request.bucket(settings.bucket()).prefix(folder))
                        .uploads()
                        .stream()
                        .filter(upload -> upload.initiated().isBefore(time))
                        .filter(upload -> upload.key().length() == folder.length() + 36)
                        .map(upload -> upload.key().substring(folder.length()) + ":" + upload.uploadId())
                        .toList());
    }

    private void delete(String key) throws IOException {
        try {
            call(
                    key,
                    client -> client.deleteObject(
                            request -> request.bucket(settings.bucket()).key(key)));
        } catch (NoSuchFileException none) {
            log.debug("{} was gone", key);
        }
    }

    private List<S3Object> list(String prefix) throws IOException {
        return call(
                prefix,
                client ->
                        client
                                .listObjectsV2Paginator(request ->
                                        request.bucket(settings.bucket()).prefix(prefix))
                                .contents()
                                .stream()
                                .toList());
    }

    private String key(ObjectName name) {
        return settings.prefix() + name.path();
    }

    private <T> T call(ObjectName name, Function<S3Client, T> call) throws IOException {
        return call(name.path(), call);
    }

    private <T> T call(String what, Function<S3Client, T> call) throws IOException {
        return remote.call(() -> {
            try {
                return call.apply(s3);
            } catch (S3Exception answer) {
                throw meaning(what, answer);
            } catch (SdkException unanswered) {
                throw new StorageUnavailable("The bucket does not answer for " + what, unanswered);
            }
        });
    }

    private static IOException meaning(String what, S3Exception answer) {
        String code = answer.awsErrorDetails() == null
                ? ""
                : String.valueOf(answer.awsErrorDetails().errorCode());
        if (code.equals("NoSuchKey") || (answer.statusCode() == 404 && !code.equals("NoSuchBucket"))) {
            return new NoSuchFileException(what);
        }
        if (answer.statusCode() == 507 || code.contains("StorageFull") || code.equals("QuotaExceeded")) {
            return new StorageFull(answer);
        }
        return new StorageUnavailable("The bucket answers " + answer.statusCode() + " " + code, answer);
    }

    @Override
    public void close() {
        presigner.close();
        s3.close();
    }
}
