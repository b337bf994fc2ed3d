using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Persistence.Writing;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Workspace.UseCases;

/// <summary>No two projects of the instance have names that look the same.</summary>
internal static class ProjectNames
{
    /// <summary>The refusal of a name that another project has, or null. Nobody else can give one until the change is over.</summary>
    /// <param name="change">The write in progress.</param>
    /// <param name="name">The name.</param>
    /// <param name="own">The project that is to have it; null for one that is not there yet.</param>
    public static async Task<Error?> WhyTakenAsync(ChangeContext change, string name, int? own = null)
    {
        await Counters.LockNamesAsync(change.Db, change.Cancellation);
        var others = await change.Db.Set<Project>().Where(project => project.DeletedAt == null && project.Id != own)
            .Select(project => project.Name).ToListAsync(change.Cancellation);
        return new NameLook(name).FindAmong(others) is { } other ? NameRules.Taken("project", other) : null;
    }
}
