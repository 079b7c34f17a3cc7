package vitrine.auth.factors;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A device with one passkey (ES256, no attestation), that can be told to lie. */
final class Authenticator {

    private static final int PRESENT = 0x01;
    private static final int VERIFIED = 0x04;
    private static final int ATTESTED = 0x40;
    private static final JsonMapper JSON = new JsonMapper();

    private final KeyPair keys;
    private final byte[] credentialId = new byte[32];
    private byte[] userHandle = new byte[0];
    private int counter;

    String origin = "http://auth.localhost:8080";
    boolean verifiesUser = true;
    boolean counts = true;

    Authenticator() {
        new SecureRandom().nextBytes(credentialId);
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** Answers {@code navigator.credentials.create}. */
    String create(String options) {
        JsonNode asked = JSON.readTree(options);
        userHandle = Base64.getUrlDecoder().decode(asked.at("/user/id").asString());
        ECPublicKey key = (ECPublicKey) keys.getPublic();
        byte[] cose = new Cbor()
                .map(5)
                .number(1)
                .number(2)
                .number(3)
                .number(-7)
                .number(-1)
                .number(1)
                .number(-2)
                .bytes(coordinate(key.getW().getAffineX().toByteArray()))
                .number(-3)
                .bytes(coordinate(key.getW().getAffineY().toByteArray()))
                .done();
        ByteBuffer attested = ByteBuffer.allocate(16 + 2 + credentialId.length + cose.length)
                .put(new byte[16])
                .putShort((short) credentialId.length)
                .put(credentialId)
                .put(cose);
        byte[] data = data(asked.at("/rp/id").asString(), ATTESTED, attested.array());
        byte[] attestation = new Cbor()
                .map(3)
                .text("fmt")
                .text("none")
                .text("attStmt")
                .map(0)
                .text("authData")
                .bytes(data)
                .done();
        ObjectNode credential = credential();
        credential
                .putObject("response")
                .put("attestationObject", text(attestation))
                .put("clientDataJSON", text(clientData("webauthn.create", asked)))
                .putArray("transports")
                .add("internal");
        return credential.toString();
    }

    /** Answers {@code navigator.credentials.get}. */
    String get(String options) {
        JsonNode asked = JSON.readTree(options);
        counter += counts ? 1 : 0;
        byte[] data = data(asked.get("rpId").asString(), 0, new byte[0]);
        byte[] clientData = clientData("webauthn.get", asked);
        byte[] signed;
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(data);
            signature.update(sha256(clientData));
            signed = signature.sign();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
        ObjectNode credential = credential();
        credential
                .putObject("response")
                .put("authenticatorData", text(data))
                .put("clientDataJSON", text(clientData))
                .put("signature", text(signed))
                .put("userHandle", text(userHandle));
        return credential.toString();
    }

    private ObjectNode credential() {
        ObjectNode credential = JSON.createObjectNode();
        credential
                .put("id", text(credentialId))
                .put("rawId", text(credentialId))
                .put("type", "public-key");
        credential.put("authenticatorAttachment", "platform").putObject("clientExtensionResults");
        return credential;
    }

    private byte[] clientData(String type, JsonNode asked) {
        return JSON.createObjectNode()
                .put("type", type)
                .put("challenge", asked.get("challenge").asString())
                .put("origin", origin)
                .put("crossOrigin", false)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] data(String relyingParty, int flags, byte[] rest) {
        return ByteBuffer.allocate(37 + rest.length)
                .put(sha256(relyingParty.getBytes(StandardCharsets.UTF_8)))
                .put((byte) (flags | PRESENT | (verifiesUser ? VERIFIED : 0)))
                .putInt(counter)
                .put(rest)
                .array();
    }

    private static byte[] coordinate(byte[] number) {
        byte[] fixed = new byte[32];
        int length = Math.min(32, number.length);
        System.arraycopy(number, number.length - length, fixed, 32 - length, length);
        return fixed;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** As much of RFC 8949 as is needed here. */
    private static final class Cbor {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Cbor map(int entries) {
            return head(5, entries);
        }

        Cbor number(int number) {
            return number < 0 ? head(1, -1 - number) : head(0, number);
        }

        Cbor text(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            head(3, bytes.length);
            out.writeBytes(bytes);
            return this;
        }

        Cbor bytes(byte[] bytes) {
            head(2, bytes.length);
            out.writeBytes(bytes);
            return this;
        }

        byte[] done() {
            return out.toByteArray();
        }

        private Cbor head(int type, int value) {
            if (value < 24) {
                out.write(type << 5 | value);
            } else if (value < 256) {
                out.write(type << 5 | 24);
                out.write(value);
            } else {
                out.write(type << 5 | 25);
                out.write(value >> 8);
                out.write(value);
            }
            return this;
        }
    }
}
