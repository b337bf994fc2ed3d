using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Experiments.Views;

/// <summary>
/// Keeps how somebody likes to see the experiments of a project, in all its environments: one view for each person and project. It is private,
/// changes nothing for anybody else, and is not audited.
/// </summary>
public sealed class SaveView(UnitOfWork work)
{
    /// <summary>Keeps a view in place of the one before. Needs no more than a role in the project.</summary>
    public Task<Result<Done>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return work.ForSelfInProjectAsync<Done>(command.Access, Permission.Read, change => SaveAsync(change, command), cancellationToken);
    }

    /// <summary>The view of the caller, if there is one; keys have none.</summary>
    internal static IQueryable<SavedView> Of(AppDbContext db, ProjectAccess access)
        => db.Set<SavedView>().Where(view => view.ProjectId == access.ProjectId && view.PersonId == access.Actor.Id && access.Actor.Kind == ActorKind.Person);

    private static async Task<Result<Done>> SaveAsync(ChangeContext change, Command command)
    {
        if (command.Access.Actor is not { Kind: ActorKind.Person, Id: { } personId })
        {
            return ExperimentErrors.ViewOfNobody();
        }

        if (command.Query is { } query && (query.Length > SavedView.QueryMaxLength || !query.StartsWith('?')))
        {
            return ExperimentErrors.ViewTooLong();
        }

        _ = await Of(change.Db, command.Access).ExecuteDeleteAsync(change.Cancellation);
        if (command.Query is not null)
        {
            _ = change.Db.Add(new SavedView { PersonId = personId, ProjectId = command.Access.ProjectId, Query = command.Query });
        }

        return default(Done);
    }

    /// <param name="Access">Grant of a person for the project.</param>
    /// <param name="Query">What the address of the list asks for, from its question mark on; null keeps none.</param>
    public sealed record Command(ProjectAccess Access, string? Query);
}
