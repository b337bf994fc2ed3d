namespace ExperimentAdmin.App.Features.People.Parts;

/// <summary>How an action on an account is asked for.</summary>
/// <param name="Title">The question.</param>
/// <param name="Effect">What it will do.</param>
/// <param name="Button">The button, named by its effect.</param>
internal sealed record PersonActionText(string Title, string Effect, string Button)
{
    public static PersonActionText Of(PersonAction action, string name) => action switch
    {
        PersonAction.Rename => new($"Rename {name}", string.Empty, "Save name"),
        PersonAction.NewLink => new(
            $"New password link for {name}?",
            "You get a link to hand over; links made before stop working, and so does the person's sign-in on every device.",
            "Make link"),
        PersonAction.MakeAdministrator => new(
            $"Make {name} an instance administrator?", $"{name} can then manage every project and everybody's account.", "Make administrator"),
        PersonAction.UnmakeAdministrator => new(
            $"{name} no longer instance administrator?", $"{name} keeps the roles that projects gave them, and nothing else.", "Take the right away"),
        PersonAction.Deactivate => new(
            $"Deactivate {name}?",
            $"{name} cannot sign in any more, and is signed out everywhere at once. What they did stays in the audit log, and you can activate the account again.",
            "Deactivate"),
        PersonAction.Activate => new($"Activate {name}?", $"{name} can sign in again, with the same roles as before.", "Activate"),
    };
}
