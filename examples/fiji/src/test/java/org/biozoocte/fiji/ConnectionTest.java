package org.biozoocte.fiji;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;
import static org.junit.Assert.fail;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** How the file of a running bridge is found and read. */
public class ConnectionTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void locate_EachPlaceMissing_TheNextIsUsed() {
        Map<String, String> environment = new HashMap<>();
        environment.put("BIOZOOCTE_CONNECTION", "/a/b.json");
        environment.put("XDG_RUNTIME_DIR", "/run/user/7");
        environment.put("LOCALAPPDATA", "/local");
        assertEquals("/a/b.json", ConnectionFile.locate(environment, "/home/u", false).toString());
        environment.put("BIOZOOCTE_CONNECTION", "");
        assertEquals("/run/user/7/biozoocte/connection.json",
            ConnectionFile.locate(environment, "/home/u", false).toString());
        environment.remove("XDG_RUNTIME_DIR");
        assertEquals("/home/u/.biozoocte/connection.json",
            ConnectionFile.locate(environment, "/home/u", false).toString());
        assertEquals("/local/BioZooCte/connection.json",
            ConnectionFile.locate(environment, "/home/u", true).toString());
    }

    @Test
    public void read_NoFile_IsNull() throws Exception {
        assertNull(new ConnectionFile(folder.getRoot().toPath().resolve("none.json")).read());
    }

    @Test
    public void read_FileWithUnknownFields_IsRead() throws Exception {
        BridgeAddress address = file("{\"address\":\"127.0.0.1\",\"port\":50551,\"token\":\"t\",\"pid\":"
            + ProcessTable.own() + ",\"api\":\"v1\",\"more\":{\"x\":1}}").read();
        assertEquals(50551, address.port);
        assertEquals("t", address.token);
        assertEquals(false, address.tls);
        assertNull(address.reasonAgainst());
    }

    @Test
    public void read_FieldMissing_NamesIt() throws Exception {
        try {
            file("{\"address\":\"127.0.0.1\",\"port\":1}").read();
            fail("It was read.");
        } catch (BridgeException e) {
            assertEquals("The connection file is not one: token is not in it.", e.getMessage());
        }
    }

    @Test
    public void read_NoJson_IsRefused() throws Exception {
        for (String text : new String[] {"", "{", "[]", "7", "{\"address\":[],\"port\":{}}"}) {
            try {
                file(text).read();
                fail("It was read: " + text);
            } catch (BridgeException e) {
                assertTrue(e.getMessage(), e.getMessage().startsWith("The connection file is not one: "));
            }
        }
    }

    @Test
    public void reasonAgainst_OtherApiOrSocketOrDeadProcess_IsSaid() throws Exception {
        assertEquals("it speaks v2, this plugin speaks v1", address("127.0.0.1", 1, "v2").reasonAgainst());
        assertTrue(address("unix:/a", 1, "v1").reasonAgainst().contains("Unix socket"));
        assertEquals("no process has its number, 2147483647",
            address("127.0.0.1", Integer.MAX_VALUE, "v1").reasonAgainst());
    }

    @Test
    public void running_FileOfAnEndedBridge_IsNotUsed() throws Exception {
        ConnectionFile file;
        try (FakeBridge fake = new FakeBridge()) {
            file = file(fake.json(FakeBridge.TOKEN));
            try (Bridge bridge = BridgeFinder.running(file, "", complaint -> { })) {
                assertTrue(bridge != null);
            }
        }

        assertNull(BridgeFinder.running(file, "", complaint -> { }));
    }

    @Test
    public void parse_BridgeThatListensEverywhere_IsReachedByLoopback() throws Exception {
        assertEquals("127.0.0.1:1", address("0.0.0.0", 1, "v1").place());
        assertEquals("[::1]:1", address("::", 1, "v1").place());
        assertEquals("192.0.2.7:1", address("192.0.2.7", 1, "v1").place());
    }

    private static BridgeAddress address(String host, long pid, String api) throws BridgeException {
        return BridgeAddress.parse("{\"address\":\"" + host + "\",\"port\":1,\"token\":\"t\",\"pid\":" + pid
            + ",\"api\":\"" + api + "\"}");
    }

    private ConnectionFile file(String text) throws Exception {
        Path path = folder.getRoot().toPath().resolve("connection.json");
        Files.write(path, Collections.singleton(text), StandardCharsets.UTF_8);
        return new ConnectionFile(path);
    }
}
