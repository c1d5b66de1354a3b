package org.biozoocte.fiji;

import java.util.function.Function;
import org.biozoocte.v1.ImageChunk;

/**
 * What every call with images sends: settings, then chunks.
 *
 * @param <Q> the call's messages
 */
final class SettingsThenChunks<Q> implements MessageSource<Q> {
    private final MessageSource<ImageChunk> chunks;
    private final Function<ImageChunk, Q> wrap;
    private Q settings;

    /**
     * Makes one.
     *
     * @param settings the first message
     * @param chunks the images
     * @param wrap makes a message of a chunk
     */
    SettingsThenChunks(Q settings, MessageSource<ImageChunk> chunks, Function<ImageChunk, Q> wrap) {
        this.settings = settings;
        this.chunks = chunks;
        this.wrap = wrap;
    }

    @Override
    public boolean hasNext() {
        return settings != null || chunks.hasNext();
    }

    @Override
    public Q next() throws BridgeException {
        if (settings == null) {
            return wrap.apply(chunks.next());
        }

        Q first = settings;
        settings = null;
        return first;
    }
}
