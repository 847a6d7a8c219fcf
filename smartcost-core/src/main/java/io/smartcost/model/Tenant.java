package io.smartcost.model;

/**
 * Whose data it is. A tenant is part of every key and of every call, so that no call can forget it; data of one tenant is never
 * visible to another.
 *
 * @param id 1 to 256 characters, compared exactly
 */
public record Tenant(String id) {
    /** For an application that keeps the costs of one company only. */
    public static final Tenant DEFAULT = new Tenant("default");

    public Tenant {
        Texts.requireName("A tenant's id", id);
    }

    @Override
    public String toString() {
        return id;
    }
}
