package io.smartcost.testkit;

import io.smartcost.model.SourceAccount;
import java.math.BigDecimal;
import java.util.List;

/** What can be bought in each cloud, at made-up prices of the right size. The first service is the one that can be committed to. */
enum GeneratedCloud {
    AWS(
            "AWS",
            "Amazon Web Services, Inc.",
            "USD",
            "999988887777",
            "env",
            List.of(
                    new Region("us-east-1", "US East (N. Virginia)"),
                    new Region("eu-west-1", "Europe (Ireland)"),
                    new Region("ap-southeast-2", "Asia Pacific (Sydney)")),
            List.of(
                    new Service(
                            "Amazon Elastic Compute Cloud",
                            "Compute",
                            "Virtual Machine",
                            "m6i.xlarge",
                            "Hours",
                            "0.1920",
                            24),
                    new Service(
                            "Amazon Relational Database Service",
                            "Databases",
                            "Database",
                            "db.r6g.large",
                            "Hours",
                            "0.2250",
                            24),
                    new Service(
                            "Amazon Simple Storage Service",
                            "Storage",
                            "Bucket",
                            "TimedStorage-ByteHrs",
                            "GB-Mo",
                            "0.0230",
                            90),
                    new Service(
                            "AWS Lambda",
                            "Compute",
                            "Function",
                            "Lambda-GB-Second",
                            "Lambda-GB-Second",
                            "0.0001",
                            40_000),
                    new Service(
                            "Amazon CloudFront",
                            "Networking",
                            "Distribution",
                            "DataTransfer-Out-Bytes",
                            "GB",
                            "0.0850",
                            300),
                    new Service(
                            "Amazon DynamoDB",
                            "Databases",
                            "Table",
                            "WriteRequestUnits",
                            "1000 WriteRequestUnits",
                            "0.0013",
                            9_000),
                    new Service(
                            "Amazon Elastic Kubernetes Service",
                            "Compute",
                            "Cluster",
                            "AmazonEKS-Hours",
                            "Hours",
                            "0.1000",
                            24),
                    new Service(
                            "AmazonCloudWatch",
                            "Management and Governance",
                            "Log Group",
                            "DataProcessing-Bytes",
                            "GB",
                            "0.5000",
                            8),
                    new Service("Amazon Redshift", "Analytics", "Cluster", "Node:ra3.xlplus", "Hours", "1.0860", 24),
                    new Service(
                            "AWS Key Management Service",
                            "Security",
                            "Key",
                            "KMS-Requests",
                            "1000 Requests",
                            "0.0030",
                            700))),
    AZURE(
            "Microsoft",
            "Microsoft",
            "EUR",
            "/providers/Microsoft.Billing/billingAccounts/7777001",
            "Env",
            List.of(
                    new Region("westeurope", "West Europe"),
                    new Region("northeurope", "North Europe"),
                    new Region("germanywestcentral", "Germany West Central")),
            List.of(
                    new Service("Virtual Machines", "Compute", "Virtual machine", "D4s v5", "1 Hour", "0.2110", 24),
                    new Service(
                            "Azure SQL Database", "Databases", "SQL database", "vCore Gen5", "1 Hour", "0.2436", 48),
                    new Service(
                            "Storage Accounts",
                            "Storage",
                            "Storage account",
                            "Hot LRS Data Stored",
                            "1 GB/Month",
                            "0.0184",
                            120),
                    new Service("Azure App Service", "Web", "App Service plan", "P1 v3", "1 Hour", "0.1550", 24),
                    new Service(
                            "Azure Kubernetes Service",
                            "Compute",
                            "Kubernetes service",
                            "Uptime SLA",
                            "1 Hour",
                            "0.0930",
                            24),
                    new Service(
                            "Bandwidth",
                            "Networking",
                            "Virtual network",
                            "Standard Data Transfer Out",
                            "1 GB",
                            "0.0800",
                            200),
                    new Service(
                            "Azure Cosmos DB", "Databases", "Cosmos DB account", "100 RU/s", "1 Hour", "0.0075", 960),
                    new Service(
                            "Log Analytics",
                            "Management and Governance",
                            "Workspace",
                            "Analytics Logs",
                            "1 GB",
                            "2.4880",
                            6),
                    new Service(
                            "Azure OpenAI",
                            "AI and Machine Learning",
                            "Cognitive service",
                            "gpt Output Tokens",
                            "1K",
                            "0.0092",
                            3_000),
                    new Service("Key Vault", "Security", "Key vault", "Operations", "10K", "0.0279", 30))),
    GCP(
            "Google Cloud",
            "Google Cloud",
            "USD",
            "01AB2C-3D4E5F-67890A",
            "env",
            List.of(
                    new Region("us-central1", "Iowa"),
                    new Region("europe-west1", "Belgium"),
                    new Region("europe-west3", "Frankfurt")),
            List.of(
                    new Service("Compute Engine", "Compute", "Instance", "N2 Instance Core", "hour", "0.0316", 192),
                    new Service("BigQuery", "Analytics", "Dataset", "Analysis", "tebibyte", "6.2500", 3),
                    new Service(
                            "Cloud Storage", "Storage", "Bucket", "Standard Storage", "gibibyte month", "0.0200", 150),
                    new Service("Cloud SQL", "Databases", "Instance", "PostgreSQL vCPU", "hour", "0.0413", 96),
                    new Service(
                            "Kubernetes Engine",
                            "Compute",
                            "Cluster",
                            "Regional Kubernetes Clusters",
                            "hour",
                            "0.1000",
                            24),
                    new Service("Cloud Run", "Compute", "Service", "CPU Allocation Time", "second", "0.0001", 60_000),
                    new Service(
                            "Vertex AI",
                            "AI and Machine Learning",
                            "Endpoint",
                            "Online Prediction",
                            "hour",
                            "0.7500",
                            24),
                    new Service(
                            "Cloud Logging",
                            "Management and Governance",
                            "Log bucket",
                            "Log Storage cost",
                            "gibibyte",
                            "0.5000",
                            12),
                    new Service(
                            "Networking",
                            "Networking",
                            "Network",
                            "Internet Data Transfer Out",
                            "gibibyte",
                            "0.1200",
                            80),
                    new Service(
                            "Cloud Key Management Service (KMS)",
                            "Security",
                            "Key",
                            "Active key versions",
                            "count",
                            "0.0020",
                            50)));

    static final String PROVIDER = "generated";
    static final int MOST_SERVICES = 10;

    final String provider;
    final String issuer;
    final String currency;
    final String billingAccount;
    /** The casing in which this cloud reports the tag. */
    final String envTag;

    final List<Region> regions;
    final List<Service> services;

    GeneratedCloud(
            String provider,
            String issuer,
            String currency,
            String billingAccount,
            String envTag,
            List<Region> regions,
            List<Service> services) {
        this.provider = provider;
        this.issuer = issuer;
        this.currency = currency;
        this.billingAccount = billingAccount;
        this.envTag = envTag;
        this.regions = regions;
        this.services = services;
    }

    static GeneratedCloud of(SourceAccount account) {
        for (GeneratedCloud cloud : values()) {
            if (cloud.account().equals(account)) {
                return cloud;
            }
        }
        throw new IllegalArgumentException("There are no generated costs for the account " + account);
    }

    SourceAccount account() {
        return switch (this) {
            case AWS -> new SourceAccount(PROVIDER, "aws");
            case AZURE -> new SourceAccount(PROVIDER, "azure");
            case GCP -> new SourceAccount(PROVIDER, "gcp");
        };
    }

    record Region(String id, String name) {}

    /** @param usual how many units a resource of some size takes on a weekday */
    record Service(
            String name, String category, String resourceType, String sku, String unit, BigDecimal price, int usual) {
        Service(String name, String category, String resourceType, String sku, String unit, String price, int usual) {
            this(name, category, resourceType, sku, unit, new BigDecimal(price), usual);
        }
    }
}
