using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.Keys;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Access.People.Reads;

/// <summary>Tells people and keys who they are.</summary>
public sealed class CallerReads(IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
{
    /// <summary>The one who asks; null for somebody who may do nothing any more.</summary>
    public async Task<CallerItem?> FindAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return actor switch
        {
            { Kind: ActorKind.Person, Id: { } id } => await PersonAsync(db, id, cancellationToken),
            { Kind: ActorKind.Key, Id: { } id } => await KeyAsync(db, id, cancellationToken),
            _ => null,
        };
    }

    private static async Task<CallerItem?> PersonAsync(AppDbContext db, int id, CancellationToken cancellationToken)
    {
        var person = await db.Set<Person>().AsNoTracking()
            .SingleOrDefaultAsync(person => person.Id == id && person.DeactivatedAt == null, cancellationToken);
        if (person is null)
        {
            return null;
        }

        var actor = Actor.Person(person.Id, person.DisplayName);
        if (person.IsInstanceAdministrator)
        {
            return new CallerItem(actor, person.Email, IsInstanceAdministrator: true, Role.Administrator, []);
        }

        var roles = await db.Set<ProjectMember>().Where(member => member.PersonId == id)
            .Join(
                db.Set<Project>().Where(project => project.DeletedAt == null), member => member.ProjectId, project => project.Id,
                (member, project) => new { project.Id, project.Name, project.NameFolded, member.Role })
            .OrderBy(row => row.NameFolded).ToListAsync(cancellationToken);
        return new CallerItem(
            actor, person.Email, IsInstanceAdministrator: false, Role: null, [.. roles.Select(row => new PersonRole(row.Id, row.Name, row.Role))]);
    }

    private async Task<CallerItem?> KeyAsync(AppDbContext db, int id, CancellationToken cancellationToken)
    {
        var now = clock.Now();
        var row = await db.Set<ManagementKey>()
            .Where(key => key.Id == id && key.RevokedAt == null && (key.ExpiresAt == null || key.ExpiresAt > now))
            .Select(key => new
            {
                key.Name,
                key.Role,
                key.ProjectId,
                Project = db.Set<Project>().Where(project => project.Id == key.ProjectId && project.DeletedAt == null)
                    .Select(project => project.Name).FirstOrDefault(),
            })
            .SingleOrDefaultAsync(cancellationToken);
        return row switch
        {
            null => null,
            { ProjectId: null } => new CallerItem(Actor.Key(id, row.Name), null, row.Role is Role.Administrator, row.Role, []),
            { Project: null } => new CallerItem(Actor.Key(id, row.Name), null, IsInstanceAdministrator: false, Role: null, []),
            _ => new CallerItem(
                Actor.Key(id, row.Name), null, IsInstanceAdministrator: false, Role: null, [new PersonRole(row.ProjectId!.Value, row.Project, row.Role)]),
        };
    }
}
