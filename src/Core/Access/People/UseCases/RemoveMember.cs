using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Changes;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Access.People.UseCases;

/// <summary>Takes somebody's role in a project away. A project needs no member: instance administrators can always enter.</summary>
public sealed class RemoveMember(UnitOfWork work)
{
    /// <param name="Access">Who asks; an administrator of the project.</param>
    /// <param name="PersonId">Whose role it is.</param>
    /// <param name="ExpectedRevision">The membership's revision on the asker's screen.</param>
    public sealed record Command(ProjectAccess Access, int PersonId, int? ExpectedRevision = null);

    public Task<Result<Done>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return work.InMembersAsync<Done>(command.Access, change => RunAsync(change, command), cancellationToken);
    }

    private static async Task<Result<Done>> RunAsync(ChangeContext change, Command command)
    {
        var person = await change.Db.Set<Person>().SingleOrDefaultAsync(person => person.Id == command.PersonId, change.Cancellation);
        if (person is null)
        {
            return MemberErrors.NoPerson();
        }

        if (await MemberRecord.FindAsync(change, command.Access.ProjectId, person.Id) is not { } member)
        {
            return MemberErrors.NotAMember(person.DisplayName);
        }

        if (await StaleRevision.CheckAsync(change, AuditKey.Member(member.ProjectId, person.Id), command.ExpectedRevision, member.Revision) is { } stale)
        {
            return stale;
        }

        await MemberRecord.RemoveAsync(change, member, person);
        return default(Done);
    }
}
