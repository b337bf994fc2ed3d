using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.Sessions.UseCases;
using ExperimentAdmin.Core.Changes;

namespace ExperimentAdmin.Core.Access.People.UseCases;

/// <summary>Keeps somebody out, or lets them in again. Their sign-ins end, and their open pages with them; their records stay.</summary>
public sealed class DeactivatePerson(UnitOfWork work, PersonManagers managers)
{
    /// <param name="Access">Who asks; an instance administrator.</param>
    /// <param name="PersonId">The person.</param>
    /// <param name="Deactivated">True keeps them out, false lets them in again.</param>
    /// <param name="ExpectedRevision">The revision on the asker's screen.</param>
    public sealed record Command(InstanceAccess Access, int PersonId, bool Deactivated, int? ExpectedRevision = null);

    public Task<Result<Done>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return work.InInstanceAsync<Done>(command.Access, change => RunAsync(change, command), cancellationToken);
    }

    private async Task<Result<Done>> RunAsync(ChangeContext change, Command command)
    {
        if (!(await PersonChange.FindAsync(change, command.PersonId, command.ExpectedRevision)).TryGet(out var person, out var error))
        {
            return error;
        }

        if (person.DeactivatedAt is not null == command.Deactivated)
        {
            return change.Nothing(default(Done));
        }

        if (command.Deactivated && person.IsInstanceAdministrator && await PersonChange.WhyLastAsync(change, person) is { } last)
        {
            return last;
        }

        using var people = managers.Over(change.Db);
        var before = PersonRecord.Of(person);
        person.DeactivatedAt = command.Deactivated ? change.Now : null;

        // Ends every sign-in and every link that was handed over.
        var ended = await people.UpdateSecurityStampAsync(person);
        if (!ended.Succeeded)
        {
            return IdentityRefusals.Of(ended);
        }

        _ = await SessionRows.EndAsync(change, person);
        PersonRecord.Append(
            change, person, command.Deactivated ? "deactivated" : "activated", command.Deactivated ? "deactivated" : "activated again", before);
        return default(Done);
    }
}
