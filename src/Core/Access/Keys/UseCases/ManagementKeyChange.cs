using ExperimentAdmin.Core.Changes;

namespace ExperimentAdmin.Core.Access.Keys.UseCases;

/// <summary>What every change of management API keys begins with.</summary>
internal static class ManagementKeyChange
{
    /// <summary>Changes the keys of a project, or of the instance; the grant is checked again for whichever it is.</summary>
    public static Task<Result<T>> ForKeysAsync<T>(
        this UnitOfWork work, ManagementKeyScope scope, Func<ChangeContext, Task<Result<T>>> change, CancellationToken cancellationToken)
        => scope.Project is { } project
            ? work.InMembersAsync(project, change, cancellationToken)
            : work.InInstanceAsync(scope.Instance!, change, cancellationToken);
}
