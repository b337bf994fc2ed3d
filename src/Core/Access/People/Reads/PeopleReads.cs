using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Access.People.Reads;

/// <summary>Shows people and their roles.</summary>
public sealed class PeopleReads(IDbContextFactory<AppDbContext> contexts)
{
    private const int MostChoices = 20;

    // In the order of the numbers that the query below groups by.
    private static readonly PersonStatus[] s_statuses = [PersonStatus.Active, PersonStatus.Invited, PersonStatus.Deactivated];

    /// <summary>One page of everybody, with their roles.</summary>
    public async Task<PeopleList> ListAsync(InstanceAccess access, PeopleQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        ArgumentNullException.ThrowIfNull(query);
        await using var db = await ReadSnapshot.OpenAsync(contexts, cancellationToken);
        var found = db.Set<Person>().WithWords(query.Search, person => person.SearchText);
        var counts = await found
            .GroupBy(person => person.DeactivatedAt != null ? 2 : person.PasswordHash == null ? 1 : 0)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => s_statuses[group.Key], group => group.Count, cancellationToken);
        var total = counts.Where(count => query.Status is null || count.Key == query.Status).Sum(count => count.Value);
        var people = await Sorted(OfStatus(found, query.Status), query).Skip(query.Skip).Take(query.Size).ToListAsync(cancellationToken);
        var ids = people.Select(person => person.Id).ToList();
        var roles = await RolesAsync(db, ids, cancellationToken);
        return new PeopleList(
            new Page<PersonItem>([.. people.Select(person => Item(person, roles[person.Id]))], total, query.Page, query.Size), counts);
    }

    /// <summary>One person; null when there is none such.</summary>
    public async Task<PersonItem?> FindAsync(InstanceAccess access, int id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var person = await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(person => person.Id == id, cancellationToken);
        return person is null ? null : Item(person, (await RolesAsync(db, [id], cancellationToken))[id]);
    }

    /// <summary>One page of those who have a role in the project, by name.</summary>
    public async Task<Page<MemberItem>> MembersAsync(ProjectAccess access, ListQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        ArgumentNullException.ThrowIfNull(query);
        await using var db = await ReadSnapshot.OpenAsync(contexts, cancellationToken);
        var members = db.Set<Person>().WithWords(query.Search, person => person.SearchText).Join(
            db.Set<ProjectMember>().Where(member => member.ProjectId == access.ProjectId), person => person.Id, member => member.PersonId,
            (person, member) => new { Person = person, Member = member });
        var total = await members.CountAsync(cancellationToken);
        var rows = await members.OrderBy(row => row.Person.SearchText).ThenBy(row => row.Person.Id)
            .Skip(query.Skip).Take(query.Size).ToListAsync(cancellationToken);
        return new Page<MemberItem>(
            [.. rows.Select(row => Item(row.Person, row.Member))], total, query.Page, query.Size);
    }

    /// <summary>Somebody's role in the project; null when they have none.</summary>
    public async Task<MemberItem?> FindMemberAsync(ProjectAccess access, int personId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await db.Set<Person>().Where(person => person.Id == personId)
            .Join(
                db.Set<ProjectMember>().Where(member => member.ProjectId == access.ProjectId), person => person.Id, member => member.PersonId,
                (person, member) => new { Person = person, Member = member })
            .AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        return row is null ? null : Item(row.Person, row.Member);
    }

    /// <summary>The first few people by name who have no role in the project yet; for its administrators.</summary>
    public async Task<IReadOnlyList<PersonChoice>> ChoicesAsync(
        ProjectAccess access, string? search, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        if (!access.May(Permission.Administer))
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Set<Person>().WithWords(search, person => person.SearchText)
            .Where(person => person.DeactivatedAt == null
                && !db.Set<ProjectMember>().Any(member => member.ProjectId == access.ProjectId && member.PersonId == person.Id))
            .OrderBy(person => person.SearchText).Take(MostChoices)
            .Select(person => new PersonChoice(person.Id, person.DisplayName, person.Email!))
            .ToListAsync(cancellationToken);
    }

    private static IQueryable<Person> OfStatus(IQueryable<Person> people, PersonStatus? status)
        => status is not { } wanted ? people : wanted switch
        {
            PersonStatus.Active => people.Where(person => person.DeactivatedAt == null && person.PasswordHash != null),
            PersonStatus.Invited => people.Where(person => person.DeactivatedAt == null && person.PasswordHash == null),
            PersonStatus.Deactivated => people.Where(person => person.DeactivatedAt != null),
        };

    private static IQueryable<Person> Sorted(IQueryable<Person> people, PeopleQuery query) => (query.Sort, query.Descending) switch
    {
        (PeopleSort.Email, false) => people.OrderBy(person => person.NormalizedEmail).ThenBy(person => person.Id),
        (PeopleSort.Email, true) => people.OrderByDescending(person => person.NormalizedEmail).ThenByDescending(person => person.Id),
        (PeopleSort.Created, false) => people.OrderBy(person => person.CreatedAt).ThenBy(person => person.Id),
        (PeopleSort.Created, true) => people.OrderByDescending(person => person.CreatedAt).ThenByDescending(person => person.Id),
        (_, false) => people.OrderBy(person => person.SearchText).ThenBy(person => person.Id),
        _ => people.OrderByDescending(person => person.SearchText).ThenByDescending(person => person.Id),
    };

    private static PersonStatus StatusOf(Person person)
        => person.DeactivatedAt is not null ? PersonStatus.Deactivated
            : person.PasswordHash is null ? PersonStatus.Invited
            : PersonStatus.Active;

    // By the project's name.
    private static async Task<ILookup<int, PersonRole>> RolesAsync(AppDbContext db, List<int> people, CancellationToken cancellationToken)
        => (await db.Set<ProjectMember>().Where(member => people.Contains(member.PersonId))
            .Join(
                db.Set<Project>().Where(project => project.DeletedAt == null), member => member.ProjectId, project => project.Id,
                (member, project) => new { member.PersonId, project.NameFolded, Role = new PersonRole(project.Id, project.Name, member.Role) })
            .OrderBy(row => row.NameFolded).ToListAsync(cancellationToken)).ToLookup(row => row.PersonId, row => row.Role);

    private static MemberItem Item(Person person, ProjectMember member) => new(
        person.Id, person.DisplayName, person.Email!, member.Role, StatusOf(person), person.IsInstanceAdministrator, member.Revision);

    private static PersonItem Item(Person person, IEnumerable<PersonRole> roles) => new()
    {
        Id = person.Id,
        Name = person.DisplayName,
        Email = person.Email!,
        IsInstanceAdministrator = person.IsInstanceAdministrator,
        Status = StatusOf(person),
        Roles = [.. roles],
        Revision = person.Revision,
        CreatedAt = person.CreatedAt,
    };
}
