using Bunit;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.Components;

/// <summary>Letters into fields that wait for more of them, by a clock that stands still.</summary>
internal static class Typing
{
    /// <summary>Types, and comes back when the field has begun to wait.</summary>
    /// <typeparam name="TPart">What holds the field.</typeparam>
    /// <param name="part">It.</param>
    /// <param name="field">The field's selector.</param>
    /// <param name="text">What is in the field then.</param>
    /// <returns>Over when what was typed has had its effect. Inside of a task, so that it is not waited for.</returns>
    public static async Task<Task> BeginAsync<TPart>(this IRenderedComponent<TPart> part, string field, string text)
        where TPart : IComponent
    {
        var typing = part.Find(field).InputAsync(new() { Value = text });
        await part.InvokeAsync(() => { }); // Its turn comes after that of the letters.
        return typing;
    }

    /// <summary>Types what to look for, and does not wait but presses Enter.</summary>
    /// <typeparam name="TPart">What holds the box.</typeparam>
    /// <param name="part">It.</param>
    /// <param name="field">The box's selector.</param>
    /// <param name="text">What is in the box then.</param>
    public static async Task SearchAsync<TPart>(this IRenderedComponent<TPart> part, string field, string text)
        where TPart : IComponent
    {
        var typing = await part.BeginAsync(field, text);
        await part.InvokeAsync(() => part.Find(field).KeyDownAsync("Enter"));
        await typing;
    }
}
