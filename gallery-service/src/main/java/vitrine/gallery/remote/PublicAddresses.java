package vitrine.gallery.remote;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Which addresses lie in the public internet (IANA's special-purpose registries, RFC 6890). */
final class PublicAddresses {

    private PublicAddresses() {}

    static boolean contain(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? isPublic4(bytes) : isPublic6(bytes);
    }

    private static boolean isPublic4(byte[] a) {
        int first = a[0] & 0xFF;
        int second = a[1] & 0xFF;
        int third = a[2] & 0xFF;
        return !(first == 0
                || first >= 240
                || (first == 100 && second >= 64 && second < 128)
                || (first == 192 && second == 0 && (third == 0 || third == 2))
                || (first == 192 && second == 88 && third == 99)
                || (first == 198 && (second == 18 || second == 19))
                || (first == 198 && second == 51 && third == 100)
                || (first == 203 && second == 0 && third == 113));
    }

    /** Addresses that carry one of the older kind lead where that leads. */
    private static boolean isPublic6(byte[] a) {
        if (startsWith(a, 0x00, 0x64, 0xff, 0x9b)) {
            return carried(a, 12);
        }
        if (startsWith(a, 0x20, 0x02)) {
            return carried(a, 2);
        }
        boolean globalUnicast = (a[0] & 0xE0) == 0x20;
        boolean protocolAssignments = startsWith(a, 0x20, 0x01) && (a[2] & 0xFE) == 0;
        boolean documentation = startsWith(a, 0x20, 0x01, 0x0d, 0xb8) || startsWith(a, 0x3f, 0xff);
        return globalUnicast && !protocolAssignments && !documentation;
    }

    private static boolean carried(byte[] a, int at) {
        try {
            return contain(InetAddress.getByAddress(Arrays.copyOfRange(a, at, at + 4)));
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static boolean startsWith(byte[] a, int... prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if ((a[i] & 0xFF) != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
