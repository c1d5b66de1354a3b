package org.biozoocte.fiji;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** Reads what a program writes for as long as it runs, so that it never waits for a reader; the last lines are kept. */
final class LastLines {
    private static final int KEPT = 12;
    private static final int END_MILLISECONDS = 500;

    private final Deque<String> lines = new ArrayDeque<>();
    private final Thread reader;

    /**
     * Begins to read.
     *
     * @param stream what the program writes; read to its end and closed
     */
    LastLines(InputStream stream) {
        reader = new Thread(() -> readAll(stream), "zoocte output");
        reader.setDaemon(true);
        reader.start();
    }

    private void readAll(InputStream stream) {
        try (BufferedReader text = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = text.readLine(); line != null; line = text.readLine()) {
                keep(line);
            }
        } catch (IOException e) {
            // The program was ended: there is no more to read.
            return;
        }
    }

    private synchronized void keep(String line) {
        lines.addLast(line);
        if (lines.size() > KEPT) {
            lines.removeFirst();
        }
    }

    /**
     * The last lines of a program that has ended.
     *
     * @return them, with a line's end between them
     * @throws InterruptedException if the thread was asked to end
     */
    String afterEnd() throws InterruptedException {
        reader.join(END_MILLISECONDS);
        synchronized (this) {
            return String.join("\n", lines);
        }
    }
}
