using ExperimentAdmin.Core.Access.Keys;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Workspace.UseCases;

/// <summary>Makes an environment with its hash key, which is its first client key too.</summary>
internal static class EnvironmentFactory
{
    /// <summary>Every rule that a list of environments of one project breaks. The subject of each is the numbers of its environments, from 0.</summary>
    public static IEnumerable<Error> Check(IEnumerable<string> names)
    {
        var all = names.ToList();
        return all.SelectMany((name, index) => LocationName
                .CheckNew(name, "environment", ProjectEnvironment.NameMaxLength, $"The name of the environment “{NameCharacters.Quote(name)}”")
                .Select(error => error with { Subject = $"{index}" }))
            .Concat(all.Select((name, index) => (Alike: new NameLook(name).FindAmong(all.Take(index)), Index: index))
                .Where(found => found.Alike is not null).GroupBy(found => found.Alike!, found => found.Index, StringComparer.Ordinal)
                .Select(alike => NameRules.Taken("environment", alike.Key.Trim()) with { Subject = string.Join(", ", alike) }));
    }

    /// <param name="change">The write in progress.</param>
    /// <param name="projectId">The project.</param>
    /// <param name="wanted">What is asked for; its name was checked.</param>
    /// <param name="hashKey">The hash key, or null for a random one.</param>
    public static async Task<ProjectEnvironment> AddAsync(ChangeContext change, int projectId, NewEnvironment wanted, string? hashKey = null)
    {
        var db = change.Db;
        var taken = await db.Set<ProjectEnvironment>().Where(environment => environment.ProjectId == projectId)
            .Select(environment => environment.Slug).ToListAsync(change.Cancellation);
        var environment = new ProjectEnvironment
        {
            ProjectId = projectId,
            Name = wanted.Name.Trim(),
            Slug = Slug.Unique(wanted.Name, taken.ToHashSet(StringComparer.Ordinal)),
            HashKey = hashKey ?? Secret.New(string.Empty),
            Versioning = wanted.Versioning,
            IsProduction = wanted.IsProduction,
            CreatedAt = change.Now,
            UpdatedAt = change.Now,
        };
        _ = db.Add(environment);
        _ = await db.SaveChangesAsync(change.Cancellation);
        change.Created(environment);
        _ = AddKey(change, environment.Id, EnvironmentKeyKind.Client, "Client", environment.HashKey);
        EnvironmentRecord.Append(change, environment, "created", "created", before: null, EnvironmentRecord.Of(environment));
        return environment;
    }

    public static EnvironmentKey AddKey(ChangeContext change, int environmentId, EnvironmentKeyKind kind, string name, string token)
    {
        var key = new EnvironmentKey
        {
            EnvironmentId = environmentId,
            Kind = kind,
            Name = name.Trim(),
            Token = kind is EnvironmentKeyKind.Client ? token : null,
            Hash = Secret.Hash(token),
            Hint = Secret.Hint(token),
            CreatedAt = change.Now,
            CreatedBy = change.Actor.Name,
        };
        _ = change.Db.Add(key);
        return key;
    }
}
