using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Common.Names;

namespace ExperimentAdmin.Core.Access.People.UseCases;

/// <summary>Changes what others call somebody. What they did under the old name keeps that name.</summary>
public sealed class RenamePerson(UnitOfWork work)
{
    /// <param name="Access">Who asks; an instance administrator.</param>
    /// <param name="PersonId">The person.</param>
    /// <param name="Name">The new display name; 1 to 100 characters.</param>
    /// <param name="ExpectedRevision">The revision on the asker's screen.</param>
    public sealed record Command(InstanceAccess Access, int PersonId, string? Name, int? ExpectedRevision = null);

    public Task<Result<Done>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        var errors = PersonRules.CheckName(command.Name).ToList();
        return errors.Count > 0
            ? Task.FromResult<Result<Done>>(errors)
            : work.InInstanceAsync<Done>(command.Access, change => RunAsync(change, command), cancellationToken);
    }

    private static async Task<Result<Done>> RunAsync(ChangeContext change, Command command)
    {
        var found = await PersonChange.FindAsync(change, command.PersonId, command.ExpectedRevision);
        return found.TryGet(out var person, out var error) ? await RenameAsync(change, person, command.Name!) : error;
    }

    /// <summary>The renaming inside a transaction that somebody else opened; that the name fits was checked.</summary>
    internal static async Task<Result<Done>> RenameAsync(ChangeContext change, Person person, string name)
    {
        var trimmed = name.Trim();
        if (trimmed == person.DisplayName)
        {
            return change.Nothing(default(Done));
        }

        if ((NameRules.WhyUnclear(trimmed) ?? await PersonNames.WhyAlikeAsync(change, trimmed, person.Id)) is { } refused)
        {
            return refused;
        }

        var before = PersonRecord.Of(person);
        (person.DisplayName, person.SearchText) = (trimmed, Person.Search(trimmed, person.Email!));
        PersonRecord.Append(change, person, "renamed", $"renamed from {before.Name}", before);
        return default(Done);
    }
}
