using ExperimentAdmin.Core.Changes;

namespace ExperimentAdmin.Core.Access.Sessions.UseCases;

/// <summary>Ends the sign-in of the browser that asks, so that nothing which kept its cookie can go on. Like signing in it leaves no record.</summary>
public sealed class SignOut(UnitOfWork work)
{
    /// <param name="Key">What the browser shows.</param>
    public sealed record Command(SessionKey Key);

    public Task<Result<Done>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return work.ForSelfAsync<Done>(
            Actor.System,
            async change => await SessionRows.EndAsync(change, command.Key) ? default(Done) : change.Nothing(default(Done)),
            cancellationToken);
    }
}
