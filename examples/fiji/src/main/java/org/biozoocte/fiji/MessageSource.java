package org.biozoocte.fiji;

/**
 * What a call sends, each message made when there is room for it.
 *
 * @param <Q> the messages
 */
interface MessageSource<Q> {
    /**
     * Whether more will come.
     *
     * @return true if so
     */
    boolean hasNext();

    /**
     * The next one.
     *
     * @return the message
     * @throws BridgeException where it cannot be made, as where a file cannot be opened
     */
    Q next() throws BridgeException;
}
