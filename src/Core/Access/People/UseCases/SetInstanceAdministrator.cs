using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;

namespace ExperimentAdmin.Core.Access.People.UseCases;

/// <summary>Lets somebody manage projects and people of the whole instance, or no longer.</summary>
public sealed class SetInstanceAdministrator(UnitOfWork work)
{
    /// <param name="Access">Who asks; an instance administrator.</param>
    /// <param name="PersonId">The person.</param>
    /// <param name="IsInstanceAdministrator">Whether they are one from now on.</param>
    public sealed record Command(InstanceAccess Access, int PersonId, bool IsInstanceAdministrator);

    public Task<Result<Done>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return work.InInstanceAsync<Done>(command.Access, change => RunAsync(change, command), cancellationToken);
    }

    private static async Task<Result<Done>> RunAsync(ChangeContext change, Command command)
    {
        if (!(await PersonChange.FindAsync(change, command.PersonId, expectedRevision: null)).TryGet(out var person, out var error))
        {
            return error;
        }

        return person.IsInstanceAdministrator == command.IsInstanceAdministrator
            ? change.Nothing(default(Done))
            : await SetAsync(change, person, command.IsInstanceAdministrator);
    }

    /// <summary>The change inside a transaction that somebody else opened; it is one.</summary>
    internal static async Task<Result<Done>> SetAsync(ChangeContext change, Person person, bool isInstanceAdministrator)
    {
        if (!isInstanceAdministrator && await PersonChange.WhyLastAsync(change, person) is { } last)
        {
            return last;
        }

        var before = PersonRecord.Of(person);
        person.IsInstanceAdministrator = isInstanceAdministrator;
        var summary = isInstanceAdministrator ? "made instance administrator" : "no longer instance administrator";
        PersonRecord.Append(change, person, "administrator_changed", summary, before);
        return default(Done);
    }
}
