package io.smartcost.spi;

/** Tells somebody: by mail, in a chat, to another system. See the package's description for what holds for all plug-ins. */
public interface Notifier {
    /**
     * Delivers one notification. It may be called again with the same {@link Notification#id}; a channel that can tell shows it
     * once.
     *
     * @throws RetryableException if it was not delivered, or may not have been, and trying again can help
     * @throws io.smartcost.model.SmartCostException if it was not delivered and trying again cannot help
     */
    void deliver(Notification notification);
}
