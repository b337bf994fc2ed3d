using ExperimentAdmin.Core.Access.Sessions;
using ExperimentAdmin.Core.Changes;

namespace ExperimentAdmin.Core.Access.People.UseCases;

/// <summary>Changes what others call the person who asks.</summary>
public sealed class EditAccount(UnitOfWork work)
{
    /// <param name="Actor">Who asks, and whose account it is.</param>
    /// <param name="Name">The new display name.</param>
    public sealed record Command(Actor Actor, string Name);

    public Task<Result<PersonSession>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        var errors = PersonRules.CheckName(command.Name).ToList();
        return errors.Count > 0
            ? Task.FromResult<Result<PersonSession>>(errors)
            : work.ForSelfAsync<PersonSession>(command.Actor, change => RunAsync(change, command), cancellationToken);
    }

    private static async Task<Result<PersonSession>> RunAsync(ChangeContext change, Command command)
    {
        var person = await OwnAccount.FindAsync(change);
        if (person is null)
        {
            return PersonErrors.SignedOut();
        }

        return (await RenamePerson.RenameAsync(change, person, command.Name)).Error is { } refused ? refused : PersonSession.Of(person);
    }
}
