-- A row for each partition that is stored. The key is a digest of tenant, provider, account and day; the revision
-- is new with each replace and leads to the partition's records. In filled_columns are the columns of smartcost_record
-- that are not null in all of them, with commas between: no others are read.
CREATE TABLE IF NOT EXISTS smartcost_partition (
    partition_key {key} NOT NULL PRIMARY KEY,
    tenant {name} NOT NULL,
    provider {name} NOT NULL,
    account_id {name} NOT NULL,
    charge_day DATE NOT NULL,
    completeness {word} NOT NULL,
    record_count BIGINT NOT NULL,
    amounts_aside BIGINT NOT NULL,
    filled_columns {text} NOT NULL,
    revision BIGINT NOT NULL{partition-keys}
){table};

-- only PostgreSQL H2
CREATE INDEX IF NOT EXISTS smartcost_partition_day ON smartcost_partition (tenant, charge_day);

-- only PostgreSQL H2
CREATE UNIQUE INDEX IF NOT EXISTS smartcost_partition_revision ON smartcost_partition (revision);

-- The records, in FOCUS columns. Tags have folded keys; original_tags are there if that changed them. What a column
-- cannot hold to the last digit is in set_aside, under the column's name, and the column is null. Times are in UTC.
CREATE TABLE IF NOT EXISTS smartcost_record (
    tenant {name} NOT NULL,
    charge_day DATE NOT NULL,
    revision BIGINT NOT NULL,
    record_number BIGINT NOT NULL,
    availability_zone {text},
    billed_cost {amount},
    billing_account_id {text},
    billing_account_name {text},
    billing_account_type {text},
    billing_currency {text} NOT NULL,
    billing_period_end {time},
    billing_period_start {time},
    capacity_reservation_id {text},
    capacity_reservation_status {text},
    charge_category {text},
    charge_class {text},
    charge_description {text},
    charge_frequency {text},
    charge_period_end {time},
    charge_period_start {time},
    commitment_discount_category {text},
    commitment_discount_id {text},
    commitment_discount_name {text},
    commitment_discount_quantity {quantity},
    commitment_discount_status {text},
    commitment_discount_type {text},
    commitment_discount_unit {text},
    consumed_quantity {quantity},
    consumed_unit {text},
    contracted_cost {amount},
    contracted_unit_price {amount},
    effective_cost {amount},
    invoice_id {text},
    invoice_issuer_name {text},
    list_cost {amount},
    list_unit_price {amount},
    pricing_category {text},
    pricing_currency {text},
    pricing_currency_contracted_unit_price {amount},
    pricing_currency_effective_cost {amount},
    pricing_currency_list_unit_price {amount},
    pricing_quantity {quantity},
    pricing_unit {text},
    provider_name {text},
    publisher_name {text},
    region_id {text},
    region_name {text},
    resource_id {text},
    resource_name {text},
    resource_type {text},
    service_category {text},
    service_name {text},
    service_subcategory {text},
    sku_id {text},
    sku_meter {text},
    sku_price_details {text},
    sku_price_id {text},
    sub_account_id {text},
    sub_account_name {text},
    sub_account_type {text},
    allocated_method_details {text},
    allocated_method_id {text},
    allocated_resource_id {text},
    allocated_resource_name {text},
    allocated_tags {text},
    contract_applied {text},
    host_provider_name {text},
    service_provider_name {text},
    commitment_program_eligibility_details {text},
    invoice_detail_id {text},
    tags {json},
    original_tags {text},
    extensions {text},
    set_aside {json}{record-key}
){table};

-- only PostgreSQL H2
CREATE INDEX IF NOT EXISTS smartcost_record_place ON smartcost_record (tenant, charge_day, revision, record_number);
