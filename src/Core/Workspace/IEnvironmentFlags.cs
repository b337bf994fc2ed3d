using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Persistence;

namespace ExperimentAdmin.Core.Workspace;

/// <summary>What an environment has of flags. The workspace asks, and does not know who answers: flags do.</summary>
public interface IEnvironmentFlags
{
    /// <summary>The refusal to archive or delete an environment, or null.</summary>
    Task<Error?> WhyKeptAsync(AppDbContext db, int environmentId, CancellationToken cancellationToken);

    /// <summary>Gives every feature of the project its first version in a new environment.</summary>
    /// <param name="change">The write in progress, of the project.</param>
    /// <param name="environmentId">The new environment, which is saved.</param>
    /// <param name="copyFrom">The environment whose defaults it starts with; null starts with each feature's initial value.</param>
    internal Task FillAsync(ChangeContext change, int environmentId, int? copyFrom);
}
