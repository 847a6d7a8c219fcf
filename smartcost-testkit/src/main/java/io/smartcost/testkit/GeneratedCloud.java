package io.smartcost.testkit;

import io.smartcost.model.SourceAccount;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/** What can be bought in each cloud, at made-up prices of the right size. The first service is the one that can be committed to. */
enum GeneratedCloud {
    AWS("AWS", "Amazon Web Services, Inc.", "USD", "999988887777", "env", """
            us-east-1      | US East (N. Virginia)
            eu-west-1      | Europe (Ireland)
            ap-southeast-2 | Asia Pacific (Sydney)
            """, """
            Amazon Elastic Compute Cloud       | Compute    | Virtual Machine | m6i.xlarge             | Hours     | 0.1920 | 24
            Amazon Relational Database Service | Databases  | Database        | db.r6g.large           | Hours     | 0.2250 | 24
            Amazon Simple Storage Service      | Storage    | Bucket          | TimedStorage-ByteHrs   | GB-Mo     | 0.0230 | 90
            AWS Lambda                         | Compute    | Function        | Lambda-GB-Second       | Seconds   | 0.0001 | 40000
            Amazon CloudFront                  | Networking | Distribution    | DataTransfer-Out-Bytes | GB        | 0.0850 | 300
            Amazon DynamoDB                    | Databases  | Table           | WriteRequestUnits      | Kilowrites | 0.0013 | 9000
            Amazon Elastic Kubernetes Service  | Compute    | Cluster         | AmazonEKS-Hours        | Hours     | 0.1000 | 24
            AmazonCloudWatch                   | Management and Governance | Log Group | DataProcessing-Bytes | GB | 0.5000 | 8
            Amazon Redshift                    | Analytics  | Cluster         | Node:ra3.xlplus        | Hours     | 1.0860 | 24
            AWS Key Management Service         | Security   | Key             | KMS-Requests           | Kilorequests | 0.0030 | 700
            """),
    AZURE("Microsoft", "Microsoft", "EUR", "/providers/Microsoft.Billing/billingAccounts/7777001", "Env", """
            westeurope         | West Europe
            northeurope        | North Europe
            germanywestcentral | Germany West Central
            """, """
            Virtual Machines         | Compute    | Virtual machine    | D4s v5              | 1 Hour     | 0.2110 | 24
            Azure SQL Database       | Databases  | SQL database       | vCore Gen5          | 1 Hour     | 0.2436 | 48
            Storage Accounts         | Storage    | Storage account    | Hot LRS Data Stored | 1 GB/Month | 0.0184 | 120
            Azure App Service        | Web        | App Service plan   | P1 v3               | 1 Hour     | 0.1550 | 24
            Azure Kubernetes Service | Compute    | Kubernetes service | Uptime SLA          | 1 Hour     | 0.0930 | 24
            Bandwidth                | Networking | Virtual network    | Data Transfer Out   | 1 GB       | 0.0800 | 200
            Azure Cosmos DB          | Databases  | Cosmos DB account  | 100 RU/s            | 1 Hour     | 0.0075 | 960
            Log Analytics            | Management and Governance | Workspace | Analytics Logs | 1 GB      | 2.4880 | 6
            Azure OpenAI             | AI and Machine Learning | Cognitive service | Output Tokens | 1K   | 0.0092 | 3000
            Key Vault                | Security   | Key vault          | Operations          | 10K        | 0.0279 | 30
            """),
    GCP("Google Cloud", "Google Cloud", "USD", "01AB2C-3D4E5F-67890A", "env", """
            us-central1  | Iowa
            europe-west1 | Belgium
            europe-west3 | Frankfurt
            """, """
            Compute Engine    | Compute    | Instance | N2 Instance Core             | hour           | 0.0316 | 192
            BigQuery          | Analytics  | Dataset  | Analysis                     | tebibyte       | 6.2500 | 3
            Cloud Storage     | Storage    | Bucket   | Standard Storage             | gibibyte month | 0.0200 | 150
            Cloud SQL         | Databases  | Instance | PostgreSQL vCPU              | hour           | 0.0413 | 96
            Kubernetes Engine | Compute    | Cluster  | Regional Kubernetes Clusters | hour           | 0.1000 | 24
            Cloud Run         | Compute    | Service  | CPU Allocation Time          | second         | 0.0001 | 60000
            Vertex AI         | AI and Machine Learning | Endpoint | Online Prediction | hour        | 0.7500 | 24
            Cloud Logging     | Management and Governance | Log bucket | Log Storage cost | gibibyte | 0.5000 | 12
            Networking        | Networking | Network  | Internet Data Transfer Out   | gibibyte       | 0.1200 | 80
            Cloud Key Management Service (KMS) | Security | Key | Active key versions | count       | 0.0020 | 50
            """);

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
            String regions,
            String services) {
        this.provider = provider;
        this.issuer = issuer;
        this.currency = currency;
        this.billingAccount = billingAccount;
        this.envTag = envTag;
        this.regions = regions.lines().map(Region::parse).toList();
        this.services = services.lines().map(Service::parse).toList();
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
        return new SourceAccount(PROVIDER, name().toLowerCase(Locale.ROOT));
    }

    private static String[] columns(String line) {
        return line.strip().split("\\s*\\|\\s*", -1);
    }

    record Region(String id, String name) {
        private static Region parse(String line) {
            String[] columns = columns(line);
            return new Region(columns[0], columns[1]);
        }
    }

    /**
     * @param price for one unit, with four decimals
     * @param usual how many units a resource of some size takes on a weekday
     */
    record Service(
            String name, String category, String resourceType, String sku, String unit, BigDecimal price, int usual) {
        private static Service parse(String line) {
            String[] columns = columns(line);
            return new Service(
                    columns[0],
                    columns[1],
                    columns[2],
                    columns[3],
                    columns[4],
                    new BigDecimal(columns[5]),
                    Integer.parseInt(columns[6]));
        }
    }
}
