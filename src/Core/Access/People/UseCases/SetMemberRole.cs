using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Changes;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Access.People.UseCases;

/// <summary>Gives somebody a role in a project, or another one.</summary>
public sealed class SetMemberRole(UnitOfWork work)
{
    /// <param name="Access">Who asks; an administrator of the project.</param>
    /// <param name="PersonId">Whose role it is.</param>
    /// <param name="Role">The new role.</param>
    /// <param name="ExpectedRevision">The membership's revision on the asker's screen; null for somebody new.</param>
    public sealed record Command(ProjectAccess Access, int PersonId, Role Role, int? ExpectedRevision = null);

    public Task<Result<Done>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return Enum.IsDefined(command.Role)
            ? work.InMembersAsync<Done>(command.Access, change => RunAsync(change, command), cancellationToken)
            : Task.FromResult<Result<Done>>(MemberErrors.RoleUnknown());
    }

    private static async Task<Result<Done>> RunAsync(ChangeContext change, Command command)
    {
        var projectId = command.Access.ProjectId;
        var person = await change.Db.Set<Person>().SingleOrDefaultAsync(
            person => person.Id == command.PersonId && person.DeactivatedAt == null, change.Cancellation);
        if (person is null)
        {
            return MemberErrors.NoPerson();
        }

        var member = await MemberRecord.FindAsync(change, projectId, person.Id);
        if (await StaleRevision.CheckAsync(change, AuditKey.Member(projectId, person.Id), command.ExpectedRevision, member?.Revision ?? 0) is { } stale)
        {
            return stale;
        }

        if (member?.Role == command.Role)
        {
            return change.Nothing(default(Done));
        }

        await MemberRecord.SetAsync(change, projectId, person, command.Role);
        return default(Done);
    }
}
