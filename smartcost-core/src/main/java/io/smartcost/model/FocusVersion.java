package io.smartcost.model;

/** The versions of the FinOps Open Cost and Usage Specification that can be read. */
public enum FocusVersion {
    V1_0,
    V1_1,
    V1_2,
    V1_3,
    V1_4;

    /** As the specification writes it: {@code 1.2}. */
    public String number() {
        return name().substring(1).replace('_', '.');
    }
}
