using ExperimentAdmin.Core.Access.Keys;
using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Access.Grants;

/// <summary>What a caller is in the project of an environment. Every request of the API asks, so it is one compiled query.</summary>
/// <param name="EnvironmentId">The environment.</param>
/// <param name="ProjectId">Its project.</param>
/// <param name="Instance">Whether the role comes from managing the instance.</param>
/// <param name="Role">Their role there; null without one.</param>
internal sealed record EnvironmentRights(int EnvironmentId, int ProjectId, bool Instance, Role? Role)
{
    private static readonly CompiledQuery<Func<AppDbContext, string, int, IAsyncEnumerable<KeyRow>>> s_key = new(() => EF.CompileAsyncQuery((AppDbContext db, string hashKey, int keyId) =>
        from environment in db.Set<ProjectEnvironment>()
        join project in db.Set<Project>() on environment.ProjectId equals project.Id
        from key in db.Set<ManagementKey>()
        where environment.HashKey == hashKey && environment.DeletedAt == null && project.DeletedAt == null
            && key.Id == keyId && key.RevokedAt == null
        select new KeyRow
        {
            EnvironmentId = environment.Id,
            ProjectId = environment.ProjectId,
            KeyProjectId = key.ProjectId,
            Role = key.Role,
            ExpiresAt = key.ExpiresAt,
        }));

    private static readonly CompiledQuery<Func<AppDbContext, string, int, IAsyncEnumerable<PersonRow>>> s_person = new(() => EF.CompileAsyncQuery((AppDbContext db, string hashKey, int personId) =>
        from environment in db.Set<ProjectEnvironment>().AsNoTracking()
        join project in db.Set<Project>() on environment.ProjectId equals project.Id
        from person in db.Set<Person>()
        where environment.HashKey == hashKey && environment.DeletedAt == null && project.DeletedAt == null
            && person.Id == personId && person.DeactivatedAt == null
        from member in db.Set<ProjectMember>()
            .Where(member => member.ProjectId == environment.ProjectId && member.PersonId == person.Id).DefaultIfEmpty()
        select new PersonRow
        {
            EnvironmentId = environment.Id,
            ProjectId = environment.ProjectId,
            Instance = person.IsInstanceAdministrator,
            Member = member,
        }));

    /// <summary>Looks it up; null for an environment that is not there or a caller who is nobody.</summary>
    public static async Task<EnvironmentRights?> FindAsync(
        AppDbContext db, ActorKind kind, int id, string hashKey, DateTimeOffset now, CancellationToken cancellationToken) => kind switch
        {
            ActorKind.Key => (await s_key.On(db)(db, hashKey, id).ToListAsync(cancellationToken)).SingleOrDefault() is { } row
                && (row.ExpiresAt is null || row.ExpiresAt > now)
                ? OfKey(row)
                : null,
            ActorKind.Person => (await s_person.On(db)(db, hashKey, id).ToListAsync(cancellationToken)).SingleOrDefault() is { } row
                ? new EnvironmentRights(
                    row.EnvironmentId, row.ProjectId, row.Instance, row.Instance ? Grants.Role.Administrator : row.Member?.Role)
                : null,
            _ => null,
        };

    private static EnvironmentRights OfKey(KeyRow row)
    {
        var ofInstance = row.KeyProjectId is null;
        return new EnvironmentRights(
            row.EnvironmentId,
            row.ProjectId,
            ofInstance && row.Role is Grants.Role.Administrator,
            ofInstance || row.KeyProjectId == row.ProjectId ? row.Role : null);
    }

    private sealed class KeyRow
    {
        public required int EnvironmentId { get; init; }

        public required int ProjectId { get; init; }

        public required int? KeyProjectId { get; init; }

        public required Role Role { get; init; }

        public required DateTimeOffset? ExpiresAt { get; init; }
    }

    private sealed class PersonRow
    {
        public required int EnvironmentId { get; init; }

        public required int ProjectId { get; init; }

        public required bool Instance { get; init; }

        public required ProjectMember? Member { get; init; }
    }
}
