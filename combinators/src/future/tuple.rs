//! Tuples whose fields can be pinned.

use pin_project_lite::pin_project;

/// Calls a macro for each number of children, from 1 to 12.
macro_rules! for_tuples {
    ($callback:ident) => {
        $callback! { Tuple1 Select1 1: (A a 0) }
        $callback! { Tuple2 Select2 2: (A a 0) (B b 1) }
        $callback! { Tuple3 Select3 3: (A a 0) (B b 1) (C c 2) }
        $callback! { Tuple4 Select4 4: (A a 0) (B b 1) (C c 2) (D d 3) }
        $callback! { Tuple5 Select5 5: (A a 0) (B b 1) (C c 2) (D d 3) (E e 4) }
        $callback! { Tuple6 Select6 6: (A a 0) (B b 1) (C c 2) (D d 3) (E e 4) (F f 5) }
        $callback! { Tuple7 Select7 7: (A a 0) (B b 1) (C c 2) (D d 3) (E e 4) (F f 5) (G g 6) }
        $callback! { Tuple8 Select8 8:
            (A a 0) (B b 1) (C c 2) (D d 3) (E e 4) (F f 5) (G g 6) (H h 7)
        }
        $callback! { Tuple9 Select9 9:
            (A a 0) (B b 1) (C c 2) (D d 3) (E e 4) (F f 5) (G g 6) (H h 7) (I i 8)
        }
        $callback! { Tuple10 Select10 10:
            (A a 0) (B b 1) (C c 2) (D d 3) (E e 4) (F f 5) (G g 6) (H h 7) (I i 8) (J j 9)
        }
        $callback! { Tuple11 Select11 11:
            (A a 0) (B b 1) (C c 2) (D d 3) (E e 4) (F f 5) (G g 6) (H h 7) (I i 8) (J j 9) (K k 10)
        }
        $callback! { Tuple12 Select12 12:
            (A a 0) (B b 1) (C c 2) (D d 3) (E e 4) (F f 5) (G g 6) (H h 7) (I i 8) (J j 9) (K k 10)
            (L l 11)
        }
    };
}
pub(crate) use for_tuples;

macro_rules! tuple {
    ($Tuple:ident $Select:ident $count:literal: $(($T:ident $field:ident $index:tt))+) => {
        pin_project! {
            /// How the children of a tuple are kept.
            #[derive(Debug)]
            pub struct $Tuple<$($T),+> {
                $(#[pin] pub(crate) $field: $T,)+
            }
        }
    };
}
for_tuples!(tuple);
