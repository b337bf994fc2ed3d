using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Segments.Domain;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Serving.Traits;

/// <summary>Shows what traits are called, so that a condition names one that there is.</summary>
public sealed class TraitNameReads(IDbContextFactory<AppDbContext> contexts)
{
    /// <summary>How many names are shown at most.</summary>
    public const int Most = 200;

    /// <summary>How many stored identities, and how many segments, are looked at.</summary>
    public const int Sample = 500;

    /// <summary>
    /// The names that a sample of the environment's stored identities has, and that conditions of the project's segments ask for, in the order
    /// of the alphabet.
    /// </summary>
    public async Task<IReadOnlyList<string>> SeenAsync(ProjectAccess access, int environmentId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        await using var db = await ReadSnapshot.OpenAsync(contexts, cancellationToken);
        var traits = await db.Set<StoredIdentity>()
            .Where(identity => identity.EnvironmentId == environmentId
                && db.Set<ProjectEnvironment>().Any(environment => environment.Id == environmentId && environment.ProjectId == access.ProjectId))
            .OrderBy(identity => identity.Identifier).Take(Sample)
            .Select(identity => identity.Traits).ToListAsync(cancellationToken);
        var rules = await db.Set<Segment>()
            .Where(segment => segment.ProjectId == access.ProjectId && segment.DeletedAt == null && segment.ExperimentId == null)
            .OrderByDescending(segment => segment.Id).Take(Sample)
            .Select(segment => segment.Rules).ToListAsync(cancellationToken);
        return
        [
            .. traits.SelectMany(stored => TraitJson.Read(stored).Select(trait => trait.Key))
                .Concat(rules.SelectMany(stored => Asked(SegmentRules.TryRead(stored) ?? [])))
                .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(Most),
        ];
    }

    // What begins so is no trait.
    private static IEnumerable<string> Asked(IEnumerable<SegmentRule> rules) => rules.SelectMany(rule => rule.Conditions
        .Select(condition => condition.Property).OfType<string>().Where(property => property.Length > 0 && !property.StartsWith("$.", StringComparison.Ordinal))
        .Concat(Asked(rule.Rules)));
}
