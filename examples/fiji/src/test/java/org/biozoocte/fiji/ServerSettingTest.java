package org.biozoocte.fiji;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assert.fail;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A bridge that the settings name. */
public class ServerSettingTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Before
    public void reset() {
        Escape.reset();
    }

    @Test
    public void read_HostAndPort_AreTaken() throws Exception {
        String[][] cases = {
            {"lab.example.org:50551", "lab.example.org", "50551"}, {" https://Lab:443/ ", "Lab", "443"},
            {"[::1]:7", "::1", "7"}, {"127.0.0.1:65535", "127.0.0.1", "65535"},
        };
        for (String[] one : cases) {
            BridgeAddress address = new ServerSetting(one[0], file("t0ken\n"), "").read();
            assertEquals(one[1], address.host);
            assertEquals(one[2], Integer.toString(address.port));
            assertEquals("t0ken", address.token);
            assertTrue(address.tls);
        }
    }

    @Test
    public void read_NoHostAndPort_IsNamedWithWhatIsExpected() throws Exception {
        for (String address : new String[] {
            "lab.example.org", "http://lab:50551", "lab:", ":5", "lab:port", "lab:0", "lab:65536", "::1:7",
            "https://lab/a:5"}) {
            assertEquals("The server is " + address + "; expected HOST:PORT, such as lab.example.org:50551, which speaks "
                + "TLS.", refusal(new ServerSetting(address, file("t0ken"), "")));
        }
    }

    @Test
    public void read_TokenFile_IsTakenAsAnEditorLeavesItOrNamed() throws Exception {
        assertEquals("t0ken", new ServerSetting("lab:5", file("\uFEFF t0ken\r\n"), "").read().token);
        assertTrue(refusal(new ServerSetting("lab:5", "", "")).contains("no file with its token. Choose it in"));
        assertTrue(refusal(new ServerSetting("lab:5", "/no/token", "")).contains("/no/token"));
        String two = file("two words");
        assertTrue(refusal(new ServerSetting("lab:5", two, "")).startsWith(two + " holds no token; expected one line"));
    }

    @Test
    public void or_Variables_CountWhereNothingIsSet() {
        Map<String, String> environment = new HashMap<>();
        environment.put("BIOZOOCTE_SERVER", "lab:5");
        environment.put("BIOZOOCTE_TOKEN_FILE", "/token");
        environment.put("BIOZOOCTE_CA_FILE", "/ca.pem");
        ServerSetting found = new ServerSetting("", "/mine", "").or(environment);
        assertEquals("lab:5 /mine /ca.pem", found.address + " " + found.tokenFile + " " + found.authorityFile);
        assertTrue(!new ServerSetting("", "", "").or(new HashMap<>()).isSet());
    }

    @Test
    public void authorities_FileWithoutACertificate_IsNamed() throws Exception {
        String none = file("none");
        try {
            TrustedAuthorities.read(none);
            fail("It was read.");
        } catch (BridgeException e) {
            assertTrue(e.getMessage(), e.getMessage().startsWith(none + " holds no certificate of an authority: "));
            assertTrue(e.getMessage(), e.getMessage().endsWith("-----BEGIN CERTIFICATE-----."));
        }
    }

    @Test
    public void check_NobodyListens_IsSaid() throws Exception {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }

        String said = TlsCheck.of(BridgeAddress.ofServer("127.0.0.1", port, "t", "")).reason();
        assertTrue(said, said.startsWith("127.0.0.1:" + port + " cannot be reached: Connection refused"));
        assertTrue(said, said.endsWith("Expected zoocte serve with --listen there."));
    }

    @Test
    public void check_ServerWithoutTls_IsSaid() throws Exception {
        try (FakeBridge fake = new FakeBridge()) {
            int port = BridgeAddress.parse(fake.json(FakeBridge.TOKEN)).port;
            TlsCheck check = TlsCheck.of(BridgeAddress.ofServer("127.0.0.1", port, "t", ""));
            assertTrue(check.reason(), check.reason().startsWith("127.0.0.1:" + port + " does not speak TLS ("));
            assertTrue(!check.isUntrusted());
        }
    }

    private static String refusal(ServerSetting setting) {
        try {
            setting.read();
            throw new AssertionError("It was read: " + setting.address);
        } catch (BridgeException e) {
            return e.getMessage();
        }
    }

    private String file(String text) throws Exception {
        Path path = folder.getRoot().toPath().resolve("token");
        Files.write(path, text.getBytes(StandardCharsets.UTF_8));
        return path.toString();
    }
}
