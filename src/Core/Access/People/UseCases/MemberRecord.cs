using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Changes;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Access.People.UseCases;

/// <summary>How a record keeps somebody's role in a project before and after.</summary>
/// <param name="Name">The person.</param>
/// <param name="Role">Their role.</param>
public sealed record MemberRecord(string Name, Role Role)
{
    /// <summary>Gives somebody a role, whether or not they had one.</summary>
    internal static async Task SetAsync(ChangeContext change, int projectId, Person person, Role role)
    {
        var member = await FindAsync(change, projectId, person.Id);
        if (member is null)
        {
            member = new ProjectMember { ProjectId = projectId, PersonId = person.Id, Role = role };
            _ = change.Db.Add(member);
            await AppendAsync(change, member, person, "role_given", $"made {Permissions.Name(role)}", before: null, new(person.DisplayName, role));
            return;
        }

        var before = new MemberRecord(person.DisplayName, member.Role);
        member.Role = role;
        await AppendAsync(
            change, member, person, "role_changed", $"role {Permissions.Name(before.Role)} to {Permissions.Name(role)}",
            before, new(person.DisplayName, role));
    }

    /// <summary>Takes somebody's role away.</summary>
    internal static async Task RemoveAsync(ChangeContext change, ProjectMember member, Person person)
    {
        _ = change.Db.Remove(member);
        await AppendAsync(
            change, member, person, "role_removed", $"no longer {Permissions.Name(member.Role)}",
            new(person.DisplayName, member.Role), after: null);
    }

    internal static Task<ProjectMember?> FindAsync(ChangeContext change, int projectId, int personId)
        => change.Db.Set<ProjectMember>().SingleOrDefaultAsync(
            member => member.ProjectId == projectId && member.PersonId == personId, change.Cancellation);

    private static async Task AppendAsync(
        ChangeContext change, ProjectMember member, Person person, string action, string summary, MemberRecord? before, MemberRecord? after)
    {
        var key = AuditKey.Member(member.ProjectId, member.PersonId);

        // From the records and not from the row: somebody who comes back goes on where they left.
        var last = await change.Db.Set<AuditRecord>().Where(record => record.ObjectKey == key.Text)
            .MaxAsync(record => (int?)record.Number, change.Cancellation) ?? 0;
        member.Revision = last + 1;
        change.Record(
            new AuditDraft
            {
                Kind = AuditKind.Member,
                Key = key,
                Number = member.Revision,
                Name = person.DisplayName,
                Action = action,
                Summary = summary,
                Before = before,
                After = after,
            },
            member.ProjectId);
    }
}
