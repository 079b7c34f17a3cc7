package vitrine.share;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestConstructor;
import vitrine.devservices.TestBroker;
import vitrine.devservices.TestDatabase;
import vitrine.devservices.TestMailbox;

/** The service as it runs, on a real database and broker, spoken to over HTTP. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@TestDatabase
@TestBroker
@TestMailbox
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@Import({TestKeys.class, World.class, GalleryStandIn.class, MediaStandIn.class, OpenApiTest.Access.class})
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "vitrine.media-signing-keys=t1:dGVzdCBrZXkgb2Ygc2hhcmUtc2VydmljZSwgbm90IHNlY3JldCBhdCBhbGw=",
            "vitrine.share-link-key=dGVzdCBrZXkgb2YgdGhpcnR5LXR3byBieXRlcyAhISE=",
            "vitrine.mail.every=20ms",
            "vitrine.proofing.tell-after=1s",
            "vitrine.proofing.every=200ms",
            "springdoc.default-produces-media-type=application/json",
            "springdoc.paths-to-match=/api/**",
            "logging.structured.format.console=",
            "logging.level.root=WARN",
            "spring.main.banner-mode=off"
        })
public @interface RunningShareService {}
