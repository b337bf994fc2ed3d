using System.Text;
using ExperimentAdmin.Core.Access.Domain;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Experiments.Domain;
using ExperimentAdmin.Core.Flags.Domain;
using ExperimentAdmin.Core.Retention.Domain;
using ExperimentAdmin.Core.Segments.Domain;
using ExperimentAdmin.Core.Serving.Domain;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Persistence;

/// <summary>The model. Each database gets a subclass, because each has its own migrations.</summary>
public abstract class AppDbContext(DbContextOptions options) : IdentityUserContext<Person, int>(options)
{
    internal DbSet<Counter> Counters => Set<Counter>();

    internal DbSet<Project> Projects => Set<Project>();

    internal DbSet<ProjectEnvironment> Environments => Set<ProjectEnvironment>();

    internal DbSet<EnvironmentKey> EnvironmentKeys => Set<EnvironmentKey>();

    internal DbSet<Feature> Features => Set<Feature>();

    internal DbSet<Variant> Variants => Set<Variant>();

    internal DbSet<FlagScope> FlagScopes => Set<FlagScope>();

    internal DbSet<FlagHead> FlagHeads => Set<FlagHead>();

    internal DbSet<FlagVersion> FlagVersions => Set<FlagVersion>();

    internal DbSet<FlagStateRow> FlagStates => Set<FlagStateRow>();

    internal DbSet<FlagAllocationRow> FlagAllocations => Set<FlagAllocationRow>();

    internal DbSet<IdentityOverride> IdentityOverrides => Set<IdentityOverride>();

    internal DbSet<Segment> Segments => Set<Segment>();

    internal DbSet<Experiment> Experiments => Set<Experiment>();

    internal DbSet<ExperimentPause> ExperimentPauses => Set<ExperimentPause>();

    internal DbSet<ExperimentCount> ExperimentCounts => Set<ExperimentCount>();

    internal DbSet<ExperimentDraft> ExperimentDrafts => Set<ExperimentDraft>();

    internal DbSet<StoredIdentity> Identities => Set<StoredIdentity>();

    internal DbSet<RequestCount> RequestCounts => Set<RequestCount>();

    internal DbSet<LastRequest> LastRequests => Set<LastRequest>();

    internal DbSet<AuditRecord> Audit => Set<AuditRecord>();

    internal DbSet<ProjectMember> ProjectMembers => Set<ProjectMember>();

    internal DbSet<ManagementKey> ManagementKeys => Set<ManagementKey>();

    internal DbSet<Session> Sessions => Set<Session>();

    internal DbSet<RetentionRow> Retention => Set<RetentionRow>();

    internal DbSet<RetentionRun> RetentionRuns => Set<RetentionRun>();

    internal DbSet<KeptAnswer> KeptAnswers => Set<KeptAnswer>();

    /// <summary>Whether others use it and go away again: see <see cref="ReadingInside"/>.</summary>
    internal bool IsLent { get; set; }

    /// <summary>
    /// Has the transaction wait for every other one that asked for this and is not over, where the database does not order its writers by
    /// itself. To be asked before anything else is read or locked.
    /// </summary>
    internal abstract Task LockInstanceAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Tries to be the one of all processes that archives what is old, until <see cref="ReleaseRetentionAsync"/> or until the connection ends.
    /// </summary>
    internal abstract Task<bool> TryHoldRetentionAsync(CancellationToken cancellationToken);

    /// <summary>Lets others archive.</summary>
    internal abstract Task ReleaseRetentionAsync();

    /// <summary>What a statement that is written out passes for a time.</summary>
    internal abstract object Stored(DateTimeOffset moment);

    public override void Dispose()
    {
        if (!IsLent)
        {
            base.Dispose();
            GC.SuppressFinalize(this);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        if (!IsLent)
        {
            await base.DisposeAsync();
            GC.SuppressFinalize(this);
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        base.ConfigureConventions(configurationBuilder);

        // Names, not numbers: a row can be read without the source, and reordering an enum changes nothing.
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(32);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        base.OnModelCreating(builder);
        builder.Entity<IdentityUserClaim<int>>().ToTable("person_claims");
        builder.Entity<IdentityUserLogin<int>>().ToTable("person_logins");
        builder.Entity<IdentityUserToken<int>>().ToTable("person_tokens");
        builder.ApplyConfigurationsFromAssembly(typeof(AppDbContext).Assembly);

        // Both databases then agree on names that raw statements can write without quotes.
        foreach (var property in builder.Model.GetEntityTypes().SelectMany(type => type.GetProperties()))
        {
            property.SetColumnName(SnakeCase(property.Name));
        }
    }

    private static string SnakeCase(string name)
    {
        var snake = new StringBuilder();
        foreach (var character in name)
        {
            if (char.IsUpper(character) && snake.Length > 0)
            {
                snake.Append('_');
            }

            snake.Append(char.ToLowerInvariant(character));
        }

        return snake.ToString();
    }
}
