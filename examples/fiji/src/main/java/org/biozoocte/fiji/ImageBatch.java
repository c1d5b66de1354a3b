package org.biozoocte.fiji;

import ij.IJ;
import ij.ImagePlus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.biozoocte.v1.ImageChunk;
import org.biozoocte.v1.ImageHeader;

/** The images of a call: their headers, which are announced, and then their chunks. One file is open at a time. */
final class ImageBatch {
    private final List<ImageSource> sources;
    private final List<ImageHeader> headers;

    private ImageBatch(List<ImageSource> sources, List<ImageHeader> headers) {
        this.sources = sources;
        this.headers = headers;
    }

    /**
     * Looks at every image once.
     *
     * @param sources the images
     * @return those that could be opened; what kept the others is in the log
     * @throws BridgeException where none could be opened
     * @throws CancelledException if Escape was pressed
     */
    static ImageBatch announce(List<ImageSource> sources) throws BridgeException, CancelledException {
        List<ImageSource> opened = new ArrayList<>();
        List<ImageHeader> headers = new ArrayList<>();
        for (ImageSource source : sources) {
            Escape.check();
            IJ.showStatus("BioZoo CTE: looking at " + source.name());
            try {
                headers.add(new SentImage(source.open()).header(source.name()));
                opened.add(source);
            } catch (BridgeException e) {
                IJ.log("BioZoo CTE: left out: " + e.getMessage());
            }
        }

        if (opened.isEmpty()) {
            throw new BridgeException("None of the images could be used; the Log says why.");
        }

        return new ImageBatch(opened, headers);
    }

    /**
     * One image.
     *
     * @param source the image
     * @return the batch of it
     * @throws BridgeException where it cannot be sent
     */
    static ImageBatch of(ImageSource source) throws BridgeException {
        ImageHeader header = new SentImage(source.open()).header(source.name());
        return new ImageBatch(Collections.singletonList(source), Collections.singletonList(header));
    }

    /**
     * What is announced.
     *
     * @return a header for each image
     */
    List<ImageHeader> headers() {
        return headers;
    }

    /**
     * The first image, by which "displayed" is understood.
     *
     * @return the image
     * @throws BridgeException where it cannot be opened
     */
    ImagePlus first() throws BridgeException {
        return sources.get(0).open();
    }

    /**
     * All elements, image by image.
     *
     * @param bytes the most bytes of a chunk
     * @return the chunks
     */
    MessageSource<ImageChunk> chunks(int bytes) {
        return new MessageSource<ImageChunk>() {
            private int next;
            private ChunkSequence current;

            @Override
            public boolean hasNext() {
                return current != null && current.hasNext() || next < sources.size();
            }

            @Override
            public ImageChunk next() throws BridgeException {
                if (current == null || !current.hasNext()) {
                    current = new ChunkSequence(next, new SentImage(sources.get(next).open()), bytes);
                    next++;
                }

                return current.next();
            }
        };
    }
}
