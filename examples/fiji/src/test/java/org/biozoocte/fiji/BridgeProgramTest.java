package org.biozoocte.fiji;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assert.fail;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** How the program is found and started. */
public class BridgeProgramTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Map<String, String> environment = new HashMap<>();

    @Before
    public void reset() {
        Escape.reset();
    }

    @Test
    public void find_SeveralThere_SettingThenVariableThenBesideThenPath() throws Exception {
        File setting = program("setting", "zoocte", "exit 0");
        File variable = program("variable", "zoocte", "exit 0");
        File beside = program("plugins", "zoocte", "exit 0");
        File onPath = program("bin", "zoocte", "exit 0");
        environment.put("PATH", "/nowhere" + File.pathSeparator + onPath.getParent());
        assertEquals(onPath, find("", folder.getRoot()));
        assertEquals(beside, find("", beside.getParentFile()));
        environment.put("BIOZOOCTE_EXECUTABLE", variable.getPath());
        assertEquals(variable, find("", beside.getParentFile()));
        assertEquals(setting, find(setting.getPath(), beside.getParentFile()));
    }

    @Test
    public void find_ZipsUnpackedBesideThePlugin_TheNewest() throws Exception {
        program("plugins/zoocte-0.1.0-linux-x64", "zoocte", "exit 0");
        File newer = program("plugins/zoocte-0.2.0-linux-x64", "zoocte", "exit 0");
        assertEquals(newer, find("", new File(folder.getRoot(), "plugins")));
        program("plugins/zoocte-0.9.0-linux-x64", "zoocte", "exit 0");
        File newest = program("plugins/zoocte-0.10.0-linux-x64", "zoocte", "exit 0");
        program("plugins/zoocte-", "zoocte", "exit 0");
        program("plugins/zoocte-old", "zoocte", "exit 0");
        assertEquals(newest, find("", new File(folder.getRoot(), "plugins")));
    }

    @Test
    public void find_NoneThere_SaysWhatToGetAndWhereToPutIt() throws Exception {
        try {
            find("", folder.getRoot());
            fail("It was found.");
        } catch (BridgeException e) {
            for (String part : Arrays.asList(
                "zoocte-VERSION-linux-x64.zip", "bridge/publish", "into " + folder.getRoot(), "PATH",
                "BIOZOOCTE_EXECUTABLE")) {
                assertTrue(e.getMessage(), e.getMessage().contains(part));
            }
        }
    }

    @Test
    public void find_VariableNamesNoProgram_NothingElseIsTaken() throws Exception {
        environment.put("PATH", program("bin", "zoocte", "exit 0").getParent());
        environment.put("BIOZOOCTE_EXECUTABLE", "/nowhere/zoocte");
        try {
            find("", folder.getRoot());
            fail("Another one was taken.");
        } catch (BridgeException e) {
            assertEquals("BIOZOOCTE_EXECUTABLE names /nowhere/zoocte, which is not a program that can be run.",
                e.getMessage());
        }
    }

    @Test
    public void start_ProgramEnds_ItsLastLinesAreShown() throws Exception {
        File program = program("bin", "zoocte", "echo starting; echo 'the folder is not there' >&2; exit 3");
        try {
            new BridgeLauncher(program, "/models", 20).start(connection());
            fail("It started.");
        } catch (BridgeException e) {
            assertEquals(program + " serve ended (3):\nstarting\nthe folder is not there", e.getMessage());
        }
    }

    @Test
    public void start_ProgramWritesNoFile_IsEndedAfterTheWait() throws Exception {
        Path alive = folder.getRoot().toPath().resolve("alive");
        File program = program("bin", "zoocte", "echo $$ > " + alive + "; echo waiting; exec sleep 60");
        try {
            new BridgeLauncher(program, "/models", 2).start(connection());
            fail("It started.");
        } catch (BridgeException e) {
            assertTrue(e.getMessage(), e.getMessage().contains("within 2 seconds:\nwaiting"));
        }

        long pid = Long.parseLong(new String(Files.readAllBytes(alive), StandardCharsets.UTF_8).trim());
        for (int i = 0; i < 50 && ProcessTable.isRunning(pid); i++) {
            Thread.sleep(20);
        }

        assertTrue(!ProcessTable.isRunning(pid));
    }

    @Test
    public void start_ProgramWritesItsFile_IsConnectedTo() throws Exception {
        Path arguments = folder.getRoot().toPath().resolve("arguments");
        try (FakeBridge fake = new FakeBridge()) {
            Path json = folder.getRoot().toPath().resolve("json");
            Files.write(json, fake.json(FakeBridge.TOKEN).getBytes(StandardCharsets.UTF_8));
            File program = program("bin", "zoocte",
                "echo \"$@\" > " + arguments + "; sleep 0.3; cp " + json + " " + connection() + "; sleep 2");
            try (Bridge bridge = new BridgeLauncher(program, "/my models", 20).start(connection())) {
                assertEquals("fake", ServerFacts.of(bridge).info().getName());
            }
        }

        assertEquals("serve --parent-pid " + ProcessTable.own() + " --model-root /my models\n",
            new String(Files.readAllBytes(arguments), StandardCharsets.UTF_8));
    }

    private ConnectionFile connection() {
        return new ConnectionFile(folder.getRoot().toPath().resolve("connection.json"));
    }

    private File find(String setting, File pluginFolder) throws BridgeException {
        return new BridgeProgram(setting, environment, pluginFolder, false).find();
    }

    private File program(String in, String name, String script) throws Exception {
        File file = new File(new File(folder.getRoot(), in), name);
        file.getParentFile().mkdirs();
        Files.write(file.toPath(), Arrays.asList("#!/bin/sh", script), StandardCharsets.UTF_8);
        assertTrue(file.setExecutable(true));
        return file;
    }
}
