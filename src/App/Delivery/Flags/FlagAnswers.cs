using System.Buffers;
using ExperimentAdmin.Core.Evaluation.Compiled;
using ExperimentAdmin.Core.Evaluation.Context;

namespace ExperimentAdmin.App.Delivery.Flags;

/// <summary>Evaluates all flags for somebody and writes what they got, from what was prepared of each.</summary>
internal static class FlagAnswers
{
    /// <summary>Writes the flags that the caller may see, one after the other with commas.</summary>
    /// <param name="call">The request.</param>
    /// <param name="context">Whom it is about.</param>
    /// <param name="buffer">Where to.</param>
    /// <param name="form">Which of the prepared forms.</param>
    public static void Write(DeliveryCall call, EvaluationContext context, AnswerBuffer buffer, DeliveryDialect form)
    {
        var environment = call.Environment;
        var answers = ArrayPool<FlagAnswer>.Shared.Rent(environment.Flags.Count);
        environment.Snapshot.Evaluate(context, answers);
        var identifier = context.Identity!.Identifier;
        var isFirst = true;
        for (var index = 0; index < environment.Flags.Count; index++)
        {
            var answer = answers[index];
            if (!environment.Shows(environment.Flags[index], answer.Enabled, call.Kind))
            {
                continue;
            }

            if (!isFirst)
            {
                buffer.Add(","u8);
            }

            isFirst = false;
            var wire = environment.Wire.Of(index);
            buffer.Add((form is DeliveryDialect.Sdk ? wire.Sdk(answer, identifier) : wire.Ofrep(answer)).Span);
        }

        ArrayPool<FlagAnswer>.Shared.Return(answers, clearArray: true);
    }
}
