package org.biozoocte.fiji;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Starts a bridge, which ends with this process, and waits until it answers. */
final class BridgeLauncher {
    private static final int POLL_MILLISECONDS = 100;
    private static final int ANSWER_SECONDS = 15;
    private static final long NANOSECONDS = 1_000_000_000L;

    private final File program;
    private final String modelFolder;
    private final int seconds;

    /**
     * Makes one.
     *
     * @param program the program zoocte
     * @param modelFolder the folder of the models that it serves
     * @param seconds how long its connection file is waited for
     */
    BridgeLauncher(File program, String modelFolder, int seconds) {
        this.program = program;
        this.modelFolder = modelFolder;
        this.seconds = seconds;
    }

    /**
     * Starts it.
     *
     * @param file where the bridge will say how it is reached
     * @return a channel to it
     * @throws BridgeException where it does not start, does not answer in time, or ends: with its last lines
     * @throws CancelledException if Escape was pressed; the program is then ended
     */
    Bridge start(ConnectionFile file) throws BridgeException, CancelledException {
        List<String> command = new ArrayList<>();
        command.add(program.getPath());
        command.add("serve");
        command.add("--parent-pid");
        command.add(Long.toString(ProcessTable.own()));
        command.add("--model-root");
        command.add(modelFolder);
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            Bridge bridge = null;
            try {
                bridge = await(process, new LastLines(process.getInputStream()), file);
                return bridge;
            } finally {
                if (bridge == null) {
                    process.destroy();
                }
            }
        } catch (IOException e) {
            throw new BridgeException(program + " cannot be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
    }

    private Bridge await(Process process, LastLines output, ConnectionFile file)
        throws BridgeException, CancelledException, InterruptedException {
        long start = System.nanoTime();
        // A bridge that has written its file is given time to answer for the first time.
        while (System.nanoTime() - start < (file.exists() ? seconds + ANSWER_SECONDS : seconds) * NANOSECONDS) {
            Escape.check();
            Bridge bridge = BridgeFinder.running(file, "", complaint -> { });
            if (bridge != null) {
                return bridge;
            }

            // A program that found another bridge running ends, and that bridge is as good: so the file comes first.
            if (!process.isAlive()) {
                throw new BridgeException(
                    program + " serve ended (" + process.exitValue() + "):\n" + output.afterEnd());
            }

            Thread.sleep(POLL_MILLISECONDS);
        }

        process.destroy();
        throw new BridgeException(program + " serve wrote no usable " + file + " within " + seconds + " seconds:\n"
            + output.afterEnd());
    }
}
