using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;

namespace ExperimentAdmin.Core.Access.People.UseCases;

/// <summary>Changes what others call somebody and whether they manage the instance, both or neither.</summary>
public sealed class EditPerson(UnitOfWork work)
{
    /// <param name="Access">Who asks; an instance administrator.</param>
    /// <param name="PersonId">The person.</param>
    public sealed record Command(InstanceAccess Access, int PersonId)
    {
        /// <summary>The new display name, 1 to 100 characters; null keeps it.</summary>
        public string? Name { get; init; }

        /// <summary>Whether they manage the instance from now on; null keeps it.</summary>
        public bool? IsInstanceAdministrator { get; init; }

        /// <summary>The revision on the asker's screen.</summary>
        public int? ExpectedRevision { get; init; }
    }

    public Task<Result<Done>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        var errors = command.Name is { } name ? PersonRules.CheckName(name).ToList() : [];
        return errors.Count > 0
            ? Task.FromResult<Result<Done>>(errors)
            : work.InInstanceAsync<Done>(command.Access, change => RunAsync(change, command), cancellationToken);
    }

    private static async Task<Result<Done>> RunAsync(ChangeContext change, Command command)
    {
        if (!(await PersonChange.FindAsync(change, command.PersonId, command.ExpectedRevision)).TryGet(out var person, out var error))
        {
            return error;
        }

        var isRenamed = command.Name is { } name && name.Trim() != person.DisplayName;
        var isSet = command.IsInstanceAdministrator is { } wanted && wanted != person.IsInstanceAdministrator;
        if (!isRenamed && !isSet)
        {
            return change.Nothing(default(Done));
        }

        if (isRenamed && (await RenamePerson.RenameAsync(change, person, command.Name!)).Error is { } refused)
        {
            return refused;
        }

        return isSet ? await SetInstanceAdministrator.SetAsync(change, person, command.IsInstanceAdministrator!.Value) : default(Done);
    }
}
