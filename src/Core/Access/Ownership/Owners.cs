using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Access.Ownership;

/// <summary>
/// Who can own something of a project: whoever may read it. Rows remember an owner who went, and reads leave them out: nothing that
/// somebody owns has to be written when they are deactivated or lose their role, and it is theirs again when they come back.
/// </summary>
internal static class Owners
{
    /// <summary>The people who can own something of a project.</summary>
    public static IQueryable<Person> Of(AppDbContext db, int projectId)
        => db.Set<Person>().Where(person => person.DeactivatedAt == null
            && (person.IsInstanceAdministrator
                || db.Set<ProjectMember>().Any(member => member.ProjectId == projectId && member.PersonId == person.Id)));

    /// <summary>The owner that is wanted, null for nobody, or the refusal of one who cannot be.</summary>
    public static async Task<Result<OwnerItem?>> FindAsync(AppDbContext db, int projectId, NewOwner wanted, CancellationToken cancellationToken)
    {
        if (wanted.PersonId is not { } id)
        {
            return (OwnerItem?)null;
        }

        return await Of(db, projectId).Where(person => person.Id == id)
            .Select(person => new OwnerItem(person.Id, person.DisplayName)).SingleOrDefaultAsync(cancellationToken) is { } owner
            ? owner
            : MemberErrors.OwnerUnknown();
    }

    /// <summary>The owner of something new: who is wanted, or else the person who makes it. What a key makes begins with none.</summary>
    public static Task<Result<OwnerItem?>> FirstAsync(
        AppDbContext db, ProjectAccess access, NewOwner? wanted, CancellationToken cancellationToken)
        => wanted is { } named
            ? FindAsync(db, access.ProjectId, named, cancellationToken)
            : Task.FromResult<Result<OwnerItem?>>(
                access.Actor is { Kind: ActorKind.Person, Id: { } id } actor ? new OwnerItem(id, actor.Name) : (OwnerItem?)null);

    /// <summary>Those of some people who can own something of the project now, by id.</summary>
    public static async Task<IReadOnlyDictionary<int, OwnerItem>> ListAsync(
        AppDbContext db, int projectId, IEnumerable<int?> ids, CancellationToken cancellationToken)
    {
        var wanted = ids.OfType<int>().Distinct().ToList();
        return wanted.Count == 0
            ? new Dictionary<int, OwnerItem>()
            : await Of(db, projectId).Where(person => wanted.Contains(person.Id))
                .Select(person => new OwnerItem(person.Id, person.DisplayName))
                .ToDictionaryAsync(owner => owner.PersonId, cancellationToken);
    }

    /// <summary>What somebody is called, whether or not they are still here; null for nobody.</summary>
    public static async Task<string?> NameAsync(AppDbContext db, int? id, CancellationToken cancellationToken)
        => id is null
            ? null
            : await db.Set<Person>().Where(person => person.Id == id).Select(person => person.DisplayName).SingleOrDefaultAsync(cancellationToken);

    /// <summary>What happened to an owner, as records say it.</summary>
    public static string Change(string? before, string? after) => $"owner {before ?? "nobody"} to {after ?? "nobody"}";
}
