using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Core.Workspace.Reads;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Workspace.UseCases;

/// <summary>Creates a project with its first environments.</summary>
public sealed class CreateProject(UnitOfWork work)
{
    /// <param name="Access">Who asks; an instance administrator.</param>
    /// <param name="Name">1 to 255 characters, unique in the instance.</param>
    /// <param name="Environments">At least one.</param>
    public sealed record Command(InstanceAccess Access, string Name, IReadOnlyList<NewEnvironment> Environments);

    public Task<Result<ProjectInfo>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        var errors = Check(command);
        return errors.Count > 0
            ? Task.FromResult<Result<ProjectInfo>>(errors)
            : work.InInstanceAsync<ProjectInfo>(
                command.Access, change => CreateAsync(change, command.Name, command.Environments), cancellationToken);
    }

    /// <summary>The creation inside a transaction that somebody else opened; the names were checked.</summary>
    internal static async Task<Result<ProjectInfo>> CreateAsync(
        ChangeContext change, string name, IReadOnlyList<NewEnvironment> environments)
    {
        var db = change.Db;
        var trimmed = name.Trim();
        if (await ProjectNames.WhyTakenAsync(change, trimmed) is { } alike)
        {
            return alike;
        }

        var taken = await db.Set<Project>().Select(project => project.Slug).ToListAsync(change.Cancellation);
        var project = new Project
        {
            Name = trimmed,
            NameFolded = TextFold.Fold(trimmed),
            Slug = Slug.Unique(trimmed, taken.ToHashSet(StringComparer.Ordinal)),
            CreatedAt = change.Now,
        };
        _ = db.Add(project);
        _ = await db.SaveChangesAsync(change.Cancellation);
        ProjectRecord.Append(change, project, "created", "created", before: null, ProjectRecord.Of(project));
        foreach (var environment in environments)
        {
            _ = await EnvironmentFactory.AddAsync(change, project.Id, environment);
        }

        return new ProjectInfo(project.Id, project.Name, project.Slug);
    }

    /// <summary>Every rule that a new project breaks.</summary>
    internal static List<Error> Check(string name, IReadOnlyList<NewEnvironment> environments)
    {
        var errors = LocationName.CheckNew(name, "project", Project.NameMaxLength)
            .Concat(EnvironmentFactory.Check(environments.Select(environment => environment.Name))
                .Select(error => error with { Field = "environments" })).ToList();
        if (environments.Count == 0)
        {
            errors.Add(new Error.Invalid("environments_missing", "A project needs at least one environment to serve flags in.", "environments"));
        }

        return errors;
    }

    private static List<Error> Check(Command command) => Check(command.Name, command.Environments);
}
