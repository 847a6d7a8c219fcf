package io.smartcost.spi;

import io.smartcost.model.SmartCostException;

/** The object is there, but its tier does not allow reading it now. */
public class ObjectArchivedException extends SmartCostException {
    private static final long serialVersionUID = 1L;

    public ObjectArchivedException(String key) {
        super("The object '" + key + "' is archived. Rehydrate it, and read it when head() says that it is readable");
    }
}
