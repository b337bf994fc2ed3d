using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.Passwords;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Access.People.UseCases;

/// <summary>Makes an account without a password, and the link by which its owner sets one.</summary>
public sealed class InvitePerson(UnitOfWork work, PersonManagers managers)
{
    /// <param name="Access">Who asks; an instance administrator.</param>
    /// <param name="Email">What the person will sign in with; nobody else may have it.</param>
    /// <param name="Name">What others will call them; 1 to 100 characters.</param>
    public sealed record Command(InstanceAccess Access, string? Email, string? Name)
    {
        /// <summary>Whether they manage the whole instance.</summary>
        public bool IsInstanceAdministrator { get; init; }

        /// <summary>A project to begin with, or null for none.</summary>
        public int? ProjectId { get; init; }

        /// <summary>Their role in that project.</summary>
        public Role Role { get; init; }
    }

    public Task<Result<PasswordLink>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        var errors = PersonRules.CheckEmail(command.Email).Concat(PersonRules.CheckNewName(command.Name)).ToList();
        if (!Enum.IsDefined(command.Role))
        {
            errors.Add(MemberErrors.RoleUnknown());
        }

        return errors.Count > 0
            ? Task.FromResult<Result<PasswordLink>>(errors)
            : work.InInstanceAsync<PasswordLink>(command.Access, change => RunAsync(change, command), cancellationToken);
    }

    private async Task<Result<PasswordLink>> RunAsync(ChangeContext change, Command command)
    {
        var alike = await PersonNames.WhyAlikeAsync(change, command.Email!, command.Name!);
        if (alike.Count > 0)
        {
            return alike;
        }

        using var people = managers.Over(change.Db);
        var person = PersonFactory.Make(change, command.Email!, command.Name!, command.IsInstanceAdministrator);
        var created = await people.CreateAsync(person);
        if (!created.Succeeded)
        {
            return IdentityRefusals.Of(created);
        }

        PersonRecord.Append(change, person, "invited", command.IsInstanceAdministrator ? "invited as instance administrator" : "invited", before: null);
        if (command.ProjectId is { } projectId)
        {
            if (!await change.Db.Set<Project>().AnyAsync(project => project.Id == projectId && project.DeletedAt == null, change.Cancellation))
            {
                return MemberErrors.NoProject();
            }

            await MemberRecord.SetAsync(change, projectId, person, command.Role);
        }

        return new PasswordLink(person.Id, await people.GeneratePasswordResetTokenAsync(person));
    }
}
