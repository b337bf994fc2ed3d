using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExperimentAdmin.Core.Changes;

internal sealed class KeptAnswerMapping : IEntityTypeConfiguration<KeptAnswer>
{
    public void Configure(EntityTypeBuilder<KeptAnswer> builder)
    {
        builder.ToTable("kept_answers");
        builder.HasKey(answer => new { answer.ActorKind, answer.ActorId, answer.Route, answer.Key });
        builder.Property(answer => answer.Route).HasMaxLength(KeptAnswer.RouteMaxLength);
        builder.Property(answer => answer.Key).HasMaxLength(Once.KeyMaxLength);
        builder.Property(answer => answer.BodyHash).HasMaxLength(64);
        builder.HasIndex(answer => answer.At);
    }
}
